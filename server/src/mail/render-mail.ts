import type { Language } from '@tendero/model'
import type { MailContent } from './templates/mail-template.ts'

/** A mail as it is sent: the same words twice. */
export interface RenderedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Plain text and HTML of one content. Styles stand in the elements, as mail programs want it; nothing is fetched. */
export function renderMail(content: MailContent, language: Language): RenderedMail {
  return { subject: oneLine(content.subject), text: textOf(content), html: htmlOf(content, language) }
}

/** A text without control characters and line breaks, fit for a header. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

function textOf({ greeting, paragraphs, button, footer }: MailContent): string {
  const parts = [greeting, ...paragraphs, ...(button ? [`${button.label}:\n${button.url}`] : []), `--\n${footer}`]
  return `${parts.join('\n\n')}\n`
}

const font = "font-family:-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5;color:#212529"
const buttonLook =
  'display:inline-block;padding:10px 18px;border-radius:6px;background:#0b6e4f;color:#ffffff;text-decoration:none;font-weight:600'
const quiet = 'margin:24px 0 0;padding-top:16px;border-top:1px solid #dee2e6;font-size:13px;color:#495057'

function htmlOf({ subject, greeting, paragraphs, button, footer }: MailContent, language: Language): string {
  const body = [greeting, ...paragraphs].map((text) => `<p style="margin:0 0 16px">${lines(text)}</p>`)
  const link = button
    ? [
        `<p style="margin:24px 0"><a href="${escaped(button.url)}" style="${buttonLook}">${escaped(button.label)}</a></p>`,
      ]
    : []
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(oneLine(subject))}</title></head>`,
    `<body style="margin:0;padding:24px;background:#ffffff"><div style="max-width:560px;margin:0 auto;${font}">`,
    ...body,
    ...link,
    `<p style="${quiet}">${lines(footer)}</p></div></body></html>`,
  ].join('\n')
}

function lines(text: string): string {
  return escaped(text).replace(/\r\n|\r|\n/g, '<br>')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
