import type { OperationPart } from './operations.ts'

/**
 * What the audit log notes besides changes of records, which history tells. A name is a thing and what happened to it;
 * each has its words in `web/src/settings/audit/`.
 */
export const auditActions = [
  'session.opened',
  'session.refused',
  'session.closed',
  'session.revoked',
  'password.changed',
  'password.reset_asked',
  'password.reset',
  'address.change_asked',
  'address.changed',
  'second_factor.added',
  'second_factor.removed',
  'second_factor.refused',
  'proof.refused',
  'recovery_codes.made',
  'recovery_code.used',
  'passkey.added',
  'passkey.removed',
  'invitation.sent',
  'invitation.accepted',
  'invitation.withdrawn',
  'provider.changed',
  'provisioning.changed',
  'key.made',
  'key.revoked',
  'webhook.secret_made',
  'webhook.tested',
  'webhook.replayed',
  'mail.read',
  'mail.decided',
  'mail.settings_changed',
  'mail.tested',
  'mail.suppression_changed',
  'duplicate.dismissed',
  'duplicate.rule',
  'export.made',
  'export.finished',
  'files.removed',
  'sensitive.read',
  'view_as.began',
  'view_as.ended',
  'view_as.read',
] as const

export type AuditAction = (typeof auditActions)[number]

/** What an entry of the log is about, to look for. */
export const auditCategories = ['records', 'settings', 'rights', 'sign_in', 'exports', 'sensitive', 'view_as'] as const
export type AuditCategory = (typeof auditCategories)[number]

/** The category of what is no change of a record. */
export const categoryOfAction: Readonly<Record<AuditAction, AuditCategory>> = {
  'session.opened': 'sign_in',
  'session.refused': 'sign_in',
  'session.closed': 'sign_in',
  'session.revoked': 'sign_in',
  'password.changed': 'sign_in',
  'password.reset_asked': 'sign_in',
  'password.reset': 'sign_in',
  'address.change_asked': 'sign_in',
  'address.changed': 'sign_in',
  'second_factor.added': 'sign_in',
  'second_factor.removed': 'sign_in',
  'second_factor.refused': 'sign_in',
  'proof.refused': 'sign_in',
  'recovery_codes.made': 'sign_in',
  'recovery_code.used': 'sign_in',
  'passkey.added': 'sign_in',
  'passkey.removed': 'sign_in',
  'invitation.sent': 'rights',
  'invitation.accepted': 'sign_in',
  'invitation.withdrawn': 'rights',
  'provider.changed': 'settings',
  'provisioning.changed': 'settings',
  'key.made': 'rights',
  'key.revoked': 'rights',
  'webhook.secret_made': 'settings',
  'webhook.tested': 'settings',
  'webhook.replayed': 'settings',
  'mail.read': 'sensitive',
  'mail.decided': 'settings',
  'mail.settings_changed': 'settings',
  'mail.tested': 'settings',
  'mail.suppression_changed': 'settings',
  'duplicate.dismissed': 'records',
  'duplicate.rule': 'settings',
  'export.made': 'exports',
  'export.finished': 'exports',
  'files.removed': 'records',
  'sensitive.read': 'sensitive',
  'view_as.began': 'view_as',
  'view_as.ended': 'view_as',
  'view_as.read': 'view_as',
}

/** Something that was done: a change of records under one operation, or what is no change. */
export interface AuditItem {
  readonly id: string
  /** Instant by the server's own clock, also where a workspace's clock is ahead. */
  readonly at: string
  /** Null for changes of records. */
  readonly action: AuditAction | null
  /** Null for the program, and for who is not known. */
  readonly actor: { readonly id: string; readonly name: string } | null
  readonly through: string
  readonly address: string | null
  /** The program that asked, as it called itself. */
  readonly agent: string | null
  readonly key: { readonly id: string; readonly name: string } | null
  readonly object: string | null
  readonly record: { readonly id: string; readonly title: string | null } | null
  readonly detail: Readonly<Record<string, unknown>>
  /** What a change did; empty for what is none. */
  readonly parts: readonly OperationPart[]
  /** The operation that a change took back. */
  readonly reverts: string | null
  /** The number of its seal; null while it waits. */
  readonly seal: number | null
}

export interface AuditPage {
  readonly items: readonly AuditItem[]
  /** Where to go on; there may be a next page after an empty one, when much had to be looked through. */
  readonly next: string | null
}

/** A change of one record, with the values that the reader may see. */
export interface AuditChange {
  readonly object: string
  readonly record: { readonly id: string; readonly title: string | null }
  readonly verb: OperationPart['verb']
  readonly fields: Readonly<Record<string, readonly [before: unknown, after: unknown]>>
  /** Of a role, where it was given or lost some. */
  readonly rights?: readonly [before: unknown, after: unknown]
}

export interface AuditChanges {
  readonly items: readonly AuditChange[]
  /** There are more than these. */
  readonly more: boolean
  /** Words for the records that fields refer to, by id. */
  readonly titles: Readonly<Record<string, string>>
}

/** How far the log is sealed. */
export interface AuditSealState {
  readonly newest: { readonly number: number; readonly at: string; readonly digest: string } | null
  /** What waits, counted to a thousand. */
  readonly unsealed: number
}
