import type { MailTemplate } from './mail-template.ts'

/** Somebody who works in several companies asked for a new password where no link may be sent; the operator helps. */
export const passwordResetRefused: MailTemplate<'name' | 'email'> = {
  en: ({ name, email }) => ({
    subject: 'A new password for several companies',
    greeting: `Hello ${name},`,
    paragraphs: [
      'Somebody, most likely you, asked for a new password for this address.',
      'You work in more than one company here, and a link in this mail could be read by the administrators of one of them: so there is none.',
      `Ask whoever runs the server to give ${email} a new password: tendero user reset ${email}`,
    ],
    footer: 'If it was not you, do nothing: your password stays as it is.',
  }),
  es: ({ name, email }) => ({
    subject: 'Una contraseña nueva para varias empresas',
    greeting: `Hola, ${name}:`,
    paragraphs: [
      'Alguien, seguramente tú, ha pedido una contraseña nueva para esta dirección.',
      'Aquí trabajas en más de una empresa, y quienes administran una de ellas podrían leer un enlace en este correo: por eso no lo hay.',
      `Pide a quien lleva el servidor que dé a ${email} una contraseña nueva: tendero user reset ${email}`,
    ],
    footer: 'Si no has sido tú, no hagas nada: tu contraseña sigue siendo la misma.',
  }),
  et: ({ name, email }) => ({
    subject: 'Uus parool mitme ettevõtte jaoks',
    greeting: `Tere, ${name}!`,
    paragraphs: [
      'Keegi, tõenäoliselt sina, palus sellele aadressile uut parooli.',
      'Sa töötad siin rohkem kui ühes ettevõttes ja selles kirjas olevat linki võiksid lugeda ühe ettevõtte administraatorid: seepärast linki ei ole.',
      `Palu serveri haldajal anda aadressile ${email} uus parool: tendero user reset ${email}`,
    ],
    footer: 'Kui see ei olnud sina, ära tee midagi: sinu parool jääb samaks.',
  }),
}
