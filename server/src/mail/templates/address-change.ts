import type { MailTemplate } from './mail-template.ts'

/** Asks at a new address whether its owner wants to sign in with it; `url` confirms that, within `minutes`. */
export const addressChange: MailTemplate<'name' | 'before' | 'email' | 'minutes' | 'url'> = {
  en: ({ name, before, email, minutes, url }) => ({
    subject: 'Confirm your new sign-in address',
    greeting: `Hello ${name},`,
    paragraphs: [
      `From now on ${email} is to be the address to sign in with, instead of ${before}.`,
      `The link works once, for ${minutes} minutes, where you are signed in.`,
    ],
    button: { label: 'Confirm the address', url },
    footer: 'If you do not know of this, do nothing: nothing changes.',
  }),
  es: ({ name, before, email, minutes, url }) => ({
    subject: 'Confirma tu nueva dirección para entrar',
    greeting: `Hola, ${name}:`,
    paragraphs: [
      `Desde ahora se va a entrar con ${email} en lugar de ${before}.`,
      `El enlace funciona una sola vez, durante ${minutes} minutos, donde tengas la sesión abierta.`,
    ],
    button: { label: 'Confirmar la dirección', url },
    footer: 'Si no sabes nada de esto, no hagas nada: nada cambia.',
  }),
  et: ({ name, before, email, minutes, url }) => ({
    subject: 'Kinnita oma uus sisselogimise aadress',
    greeting: `Tere, ${name}!`,
    paragraphs: [
      `Edaspidi logitakse sisse aadressiga ${email}, mitte enam aadressiga ${before}.`,
      `Link töötab ühe korra ja kehtib ${minutes} minutit seal, kus oled sisse logitud.`,
    ],
    button: { label: 'Kinnita aadress', url },
    footer: 'Kui sa sellest midagi ei tea, ära tee midagi: midagi ei muutu.',
  }),
}
