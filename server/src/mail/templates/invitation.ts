import type { MailTemplate } from './mail-template.ts'

/** Somebody is asked to join a workspace; `url` accepts. */
export const invitation: MailTemplate<'name' | 'inviter' | 'workspace' | 'url'> = {
  en: ({ name, inviter, workspace, url }) => ({
    subject: `${inviter} invites you to ${workspace}`,
    greeting: `Hello ${name},`,
    paragraphs: [`${inviter} has made a place for you in the CRM of ${workspace}.`, 'The link works for 14 days.'],
    button: { label: 'Accept the invitation', url },
    footer:
      'If you do not know who this is from, you need do nothing: nobody can sign in with it but through this link.',
  }),
  es: ({ name, inviter, workspace, url }) => ({
    subject: `${inviter} te invita a ${workspace}`,
    greeting: `Hola, ${name}:`,
    paragraphs: [`${inviter} te ha hecho un sitio en el CRM de ${workspace}.`, 'El enlace funciona durante 14 días.'],
    button: { label: 'Aceptar la invitación', url },
    footer:
      'Si no sabes de quién viene, no tienes que hacer nada: sin este enlace nadie puede entrar con la invitación.',
  }),
  et: ({ name, inviter, workspace, url }) => ({
    subject: `${inviter} kutsub sind ettevõtte ${workspace} CRM-i`,
    greeting: `Tere, ${name}!`,
    paragraphs: [`${inviter} on sulle loonud koha ettevõtte ${workspace} CRM-is.`, 'Link kehtib 14 päeva.'],
    button: { label: 'Võta kutse vastu', url },
    footer: 'Kui sa saatjat ei tunne, ei pea sa midagi tegema: ilma selle lingita ei saa keegi kutset kasutada.',
  }),
}
