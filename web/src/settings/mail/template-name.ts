import type { MailItem } from '@tendero/model/api'
import type { SettingsWords } from '../words.ts'

/** What kind of mail it is; undefined for one that has no words yet. */
export function templateName({ template }: MailItem, { templates }: SettingsWords['mail']): string | undefined {
  return Object.entries(templates).find(([name]) => name === template)?.[1]
}
