import type { MailTemplate } from './mail-template.ts'

/**
 * One company's part in a new password for somebody who works in several: a code, and no link, since a company says where
 * its links lead.
 */
export const passwordResetCode: MailTemplate<'name' | 'workspace' | 'code' | 'companies' | 'minutes'> = {
  en: ({ name, workspace, code, companies, minutes }) => ({
    subject: `Your code from ${workspace} for a new password`,
    greeting: `Hello ${name},`,
    paragraphs: [
      'Somebody, most likely you, asked for a new password for this address.',
      `The code from ${workspace}: ${code}`,
      `You work in ${companies} companies here, and each of them mails you a code, so that none of them alone can change your password. Type all of them on the page where you asked, under “I have codes by mail”.`,
      `They work once, together, for ${minutes} minutes.`,
    ],
    footer: 'If it was not you, do nothing: your password stays as it is. Give the code to nobody.',
  }),
  es: ({ name, workspace, code, companies, minutes }) => ({
    subject: `Tu código de ${workspace} para una contraseña nueva`,
    greeting: `Hola, ${name}:`,
    paragraphs: [
      'Alguien, seguramente tú, ha pedido una contraseña nueva para esta dirección.',
      `El código de ${workspace}: ${code}`,
      `Aquí trabajas en ${companies} empresas y cada una te envía un código, para que ninguna pueda cambiar sola tu contraseña. Escríbelos todos en la página donde la pediste, en «Tengo códigos por correo».`,
      `Funcionan una sola vez, juntos, durante ${minutes} minutos.`,
    ],
    footer: 'Si no has sido tú, no hagas nada: tu contraseña sigue siendo la misma. No des el código a nadie.',
  }),
  et: ({ name, workspace, code, companies, minutes }) => ({
    subject: `Sinu kood uue parooli jaoks: ${workspace}`,
    greeting: `Tere, ${name}!`,
    paragraphs: [
      'Keegi, tõenäoliselt sina, palus sellele aadressile uut parooli.',
      `Ettevõtte ${workspace} kood: ${code}`,
      `Ettevõtteid, kus sa siin töötad, on ${companies}, ja igaüks saadab sulle koodi, et ükski neist ei saaks üksi sinu parooli vahetada. Sisesta kõik koodid lehel, kus uut parooli palusid, valides „Mul on koodid e-postiga“.`,
      `Need töötavad ühe korra, koos, ${minutes} minuti jooksul.`,
    ],
    footer: 'Kui see ei olnud sina, ära tee midagi: sinu parool jääb samaks. Ära anna koodi kellelegi.',
  }),
}
