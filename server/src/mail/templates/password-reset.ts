import type { MailTemplate } from './mail-template.ts'

/** A way back in for somebody who forgot their password; `url` sets a new one, within `minutes`. */
export const passwordReset: MailTemplate<'name' | 'minutes' | 'url'> = {
  en: ({ name, minutes, url }) => ({
    subject: 'Set a new password',
    greeting: `Hello ${name},`,
    paragraphs: [
      'Somebody, most likely you, asked for a new password for this address.',
      `The link works once, for ${minutes} minutes.`,
    ],
    button: { label: 'Set a new password', url },
    footer: 'If it was not you, do nothing: your password stays as it is.',
  }),
  es: ({ name, minutes, url }) => ({
    subject: 'Elige una contraseña nueva',
    greeting: `Hola, ${name}:`,
    paragraphs: [
      'Alguien, seguramente tú, ha pedido una contraseña nueva para esta dirección.',
      `El enlace funciona una sola vez, durante ${minutes} minutos.`,
    ],
    button: { label: 'Elegir una contraseña', url },
    footer: 'Si no has sido tú, no hagas nada: tu contraseña sigue siendo la misma.',
  }),
  et: ({ name, minutes, url }) => ({
    subject: 'Uue parooli määramine',
    greeting: `Tere, ${name}!`,
    paragraphs: [
      'Keegi, tõenäoliselt sina, palus sellele aadressile uut parooli.',
      `Link töötab ühe korra ja kehtib ${minutes} minutit.`,
    ],
    button: { label: 'Määra uus parool', url },
    footer: 'Kui see ei olnud sina, ära tee midagi: sinu parool jääb samaks.',
  }),
}
