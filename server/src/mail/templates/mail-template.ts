import type { Language } from '@tendero/model'

/** What a mail says, in one language; plain text and HTML are made of the same. Texts are plain, a line break is kept. */
export interface MailContent {
  readonly subject: string
  readonly greeting: string
  readonly paragraphs: readonly string[]
  /** The one thing to do, as a link. */
  readonly button?: { readonly label: string; readonly url: string }
  /** Why this came, and what to do if it should not have. */
  readonly footer: string
}

/** Words of one kind of mail in every language, around the values that differ from mail to mail. */
export type MailTemplate<Value extends string> = Readonly<
  Record<Language, (values: Readonly<Record<Value, string>>) => MailContent>
>
