import type { MailTemplate } from './mail-template.ts'

/** Somebody signed in with a browser that was not known; `device` may be empty. */
export const newSignIn: MailTemplate<'name' | 'device' | 'address'> = {
  en: ({ name, device, address }) => ({
    subject: 'A sign-in from a new device',
    greeting: `Hello ${name},`,
    paragraphs: [
      `Your account was just used to sign in from a device that you had not used before: ${device || 'an unknown browser'}, from the address ${address}.`,
      'If that was you, there is nothing to do.',
    ],
    footer: 'If it was not you, change your password now and end the other sessions, in Settings under Security.',
  }),
  es: ({ name, device, address }) => ({
    subject: 'Inicio de sesión desde un dispositivo nuevo',
    greeting: `Hola, ${name}:`,
    paragraphs: [
      `Se acaba de iniciar sesión en tu cuenta desde un dispositivo que no habías usado antes: ${device || 'un navegador desconocido'}, desde la dirección ${address}.`,
      'Si has sido tú, no tienes que hacer nada.',
    ],
    footer:
      'Si no has sido tú, cambia ahora tu contraseña y cierra las demás sesiones, en Ajustes, apartado Seguridad.',
  }),
  et: ({ name, device, address }) => ({
    subject: 'Sisselogimine uuest seadmest',
    greeting: `Tere, ${name}!`,
    paragraphs: [
      `Sinu kontoga logiti äsja sisse seadmest, mida sa varem kasutanud ei ole: ${device || 'tundmatu brauser'}, aadressilt ${address}.`,
      'Kui see olid sina, ei ole vaja midagi teha.',
    ],
    footer: 'Kui see ei olnud sina, vaheta kohe parool ja lõpeta teised seansid: Seaded, jaotis Turvalisus.',
  }),
}
