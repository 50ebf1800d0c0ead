import type { Language } from '@tendero/model'
import type { MailTemplate } from './mail-template.ts'

interface ChangeWords {
  readonly subject: string
  readonly said: string
}

/** What may have changed, by its name in `change`. */
const changes: Readonly<Record<Language, Readonly<Record<string, ChangeWords>>>> = {
  en: {
    password_changed: {
      subject: 'Your password was changed',
      said: 'has a new password now, and all its other sessions were ended.',
    },
    second_factor_added: {
      subject: 'A second factor was added',
      said: 'has one more way to prove who you are when you sign in.',
    },
    second_factor_removed: {
      subject: 'A second factor was removed',
      said: 'has one way less to prove who you are when you sign in.',
    },
    second_factors_taken_away: {
      subject: 'Your second factors were taken away',
      said: 'has no second factor any more: an administrator of your company took them away, and ended its sessions.',
    },
    recovery_codes_renewed: {
      subject: 'New recovery codes were made',
      said: 'has new recovery codes; those before are worth nothing any more.',
    },
    address_change_asked: {
      subject: 'Another sign-in address was asked for',
      said: 'is to be opened by another address: a link to confirm it is on its way there. Until then nothing changes.',
    },
    address_changed: {
      subject: 'Your sign-in address was changed',
      said: 'is opened by another address now; this one signs nobody in any more.',
    },
  },
  es: {
    password_changed: {
      subject: 'Se ha cambiado tu contraseña',
      said: 'tiene ahora una contraseña nueva y se han cerrado sus demás sesiones.',
    },
    second_factor_added: {
      subject: 'Se ha añadido un segundo factor',
      said: 'tiene una forma más de demostrar quién eres al iniciar sesión.',
    },
    second_factor_removed: {
      subject: 'Se ha quitado un segundo factor',
      said: 'tiene una forma menos de demostrar quién eres al iniciar sesión.',
    },
    second_factors_taken_away: {
      subject: 'Se han retirado tus segundos factores',
      said: 'ya no tiene segundo factor: alguien de administración de tu empresa los ha retirado y ha cerrado sus sesiones.',
    },
    recovery_codes_renewed: {
      subject: 'Se han generado códigos de recuperación nuevos',
      said: 'tiene códigos de recuperación nuevos; los anteriores ya no sirven.',
    },
    address_change_asked: {
      subject: 'Se ha pedido otra dirección para entrar',
      said: 'se va a abrir con otra dirección: allí va un enlace para confirmarla. Hasta entonces nada cambia.',
    },
    address_changed: {
      subject: 'Ha cambiado tu dirección para entrar',
      said: 'se abre ahora con otra dirección; con esta ya no entra nadie.',
    },
  },
  et: {
    password_changed: {
      subject: 'Sinu parool on vahetatud',
      said: 'on nüüd uus parool ja kõik selle teised seansid on lõpetatud.',
    },
    second_factor_added: {
      subject: 'Lisati teine tegur',
      said: 'on üks viis rohkem sisselogimisel tõendada, kes sa oled.',
    },
    second_factor_removed: {
      subject: 'Teine tegur eemaldati',
      said: 'on üks viis vähem sisselogimisel tõendada, kes sa oled.',
    },
    second_factors_taken_away: {
      subject: 'Sinu teised tegurid on ära võetud',
      said: 'ei ole enam teist tegurit: sinu ettevõtte administraator võttis need ära ja lõpetas seansid.',
    },
    recovery_codes_renewed: {
      subject: 'Tehti uued taastekoodid',
      said: 'on uued taastekoodid; varasemad enam ei kehti.',
    },
    address_change_asked: {
      subject: 'Paluti teist sisselogimise aadressi',
      said: 'paluti teist sisselogimise aadressi: sinna on teel link selle kinnitamiseks. Seni ei muutu midagi.',
    },
    address_changed: {
      subject: 'Sinu sisselogimise aadress on muudetud',
      said: 'on nüüd teine sisselogimise aadress; sellega siin ei logi enam keegi sisse.',
    },
  },
}

function wordsOf(language: Language, change: string): ChangeWords {
  const found = changes[language][change]
  if (!found) throw new Error(`no mail tells of the change ${change}`)
  return found
}

/** How somebody signs in was changed: `change` says what, `email` whose account. */
export const signInChanged: MailTemplate<'name' | 'email' | 'change'> = {
  en: ({ name, email, change }) => {
    const { subject, said } = wordsOf('en', change)
    return {
      subject,
      greeting: `Hello ${name},`,
      paragraphs: [`The account ${email} ${said}`],
      footer: 'If you do not know of this, ask whoever administers your company’s CRM at once.',
    }
  },
  es: ({ name, email, change }) => {
    const { subject, said } = wordsOf('es', change)
    return {
      subject,
      greeting: `Hola, ${name}:`,
      paragraphs: [`La cuenta ${email} ${said}`],
      footer: 'Si no sabes nada de esto, avisa enseguida a quien administra el CRM de tu empresa.',
    }
  },
  et: ({ name, email, change }) => {
    const { subject, said } = wordsOf('et', change)
    return {
      subject,
      greeting: `Tere, ${name}!`,
      paragraphs: [`Kontol ${email} ${said}`],
      footer: 'Kui sa sellest midagi ei tea, teata kohe oma ettevõtte CRM-i administraatorile.',
    }
  },
}
