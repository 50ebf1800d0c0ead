import type { MailTemplate } from './mail-template.ts'

/** Shows that the settings of a workspace's mail work. */
export const testMail: MailTemplate<'name' | 'workspace'> = {
  en: ({ name, workspace }) => ({
    subject: `Test of the e-mail of ${workspace}`,
    greeting: `Hello ${name},`,
    paragraphs: [`This message shows that ${workspace} can send e-mail from its CRM.`],
    footer: 'You asked for it in the settings.',
  }),
  es: ({ name, workspace }) => ({
    subject: `Prueba del correo de ${workspace}`,
    greeting: `Hola, ${name}:`,
    paragraphs: [`Este mensaje muestra que ${workspace} puede enviar correo desde su CRM.`],
    footer: 'Lo has pedido en los ajustes.',
  }),
  et: ({ name, workspace }) => ({
    subject: `${workspace}: e-posti proovikiri`,
    greeting: `Tere, ${name}!`,
    paragraphs: [`See kiri näitab, et ${workspace} saab oma CRM-ist e-kirju saata.`],
    footer: 'Palusid seda seadetes.',
  }),
}
