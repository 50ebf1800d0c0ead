import type { Kernel } from '../kernel/kernel.ts'
import type { RenderedMail } from './render-mail.ts'

/** What of a mail is kept in its row beside the subject. */
export type KeptContent = Pick<RenderedMail, 'text' | 'html'>

/** Content as it stands in the database: sealed when it holds a link that lets somebody in. */
export function packContent(
  { secrets }: Pick<Kernel, 'secrets'>,
  workspaceId: string,
  { text, html }: KeptContent,
  secret: boolean,
): string {
  const packed = JSON.stringify({ text, html })
  return secret ? secrets.seal(packed, contentPurpose(workspaceId)) : packed
}

export function unpackContent(
  { secrets }: Pick<Kernel, 'secrets'>,
  workspaceId: string,
  { content, secret }: { readonly content: string; readonly secret: boolean },
): KeptContent {
  const { text, html }: KeptContent = JSON.parse(secret ? secrets.open(content, contentPurpose(workspaceId)) : content)
  return { text, html }
}

export function contentPurpose(workspaceId: string): string {
  return `mail.content ${workspaceId}`
}
