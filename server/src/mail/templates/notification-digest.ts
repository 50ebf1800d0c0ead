import type { MailTemplate } from './mail-template.ts'

/** What somebody has not read yet: `items` one a line; `url` shows them. */
export const notificationDigest: MailTemplate<'name' | 'count' | 'workspace' | 'items' | 'url'> = {
  en: ({ name, count, workspace, items, url }) => ({
    subject: count === '1' ? `1 new notification in ${workspace}` : `${count} new notifications in ${workspace}`,
    greeting: `Hello ${name},`,
    paragraphs: ['This is what you have not read yet:', items],
    button: { label: 'Open Tendero', url },
    footer: 'You get this because you asked for notifications by e-mail. Turn it off under “What I am told”.',
  }),
  es: ({ name, count, workspace, items, url }) => ({
    subject: count === '1' ? `1 aviso nuevo en ${workspace}` : `${count} avisos nuevos en ${workspace}`,
    greeting: `Hola, ${name}:`,
    paragraphs: ['Esto es lo que aún no has leído:', items],
    button: { label: 'Abrir Tendero', url },
    footer: 'Lo recibes porque pediste los avisos por correo. Desactívalo en los ajustes de los avisos.',
  }),
  et: ({ name, count, workspace, items, url }) => ({
    subject: count === '1' ? `${workspace}: 1 uus teade` : `${workspace}: ${count} uut teadet`,
    greeting: `Tere, ${name}!`,
    paragraphs: ['Seda sa veel lugenud ei ole:', items],
    button: { label: 'Ava Tendero', url },
    footer: 'Saad selle, sest soovisid teateid e-postiga. Teadete seadetes saab selle välja lülitada.',
  }),
}
