import type { AnyRecord } from '@tendero/model/api'

/** A step belongs to the deal or lead, and to the customer it is with. */
export function aboutOf(object: string, record: AnyRecord): Readonly<Record<string, string>> {
  const own = { [object]: record.id }
  return typeof record.account === 'string' ? { ...own, account: record.account } : own
}

/** Whom a new deal or lead is about, as far as its form says: the account, the company, the person; '' for nobody. */
export function whomIn(
  values: Readonly<Record<string, unknown>>,
  titles: Readonly<Record<string, string | undefined>>,
): string {
  if (values.account && titles.account) return titles.account
  const typed = (name: string): string => {
    const value = values[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  return typed('company') || `${typed('firstName')} ${typed('lastName')}`.trim()
}
