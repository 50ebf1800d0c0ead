/** What a mail can be: `kept` until a server is configured, `uncertain` when the server took it without saying so. */
export const mailStates = [
  'kept',
  'queued',
  'sending',
  'sent',
  'failed',
  'uncertain',
  'suppressed',
  'cancelled',
] as const
export type MailState = (typeof mailStates)[number]

/** The steps of handing a mail to a server, in the order of a connection that is secure from its first byte. */
export const mailSteps = ['resolve', 'connect', 'secure', 'greet', 'sign_in', 'sender', 'recipient', 'content'] as const
export type MailStep = (typeof mailSteps)[number]

/** Why the server did not take a mail; `answer` when it said so itself. */
export type MailFailure =
  | 'refused_address'
  | 'unknown_host'
  | 'timed_out'
  | 'no_connection'
  | 'no_security'
  | 'no_sign_in'
  | 'closed'
  | 'answer'

/** Why a mail has not arrived, beside what its server did. */
export type MailTrouble = MailFailure | 'interrupted' | 'expired' | SuppressionReason

export type MailSecurity = 'tls' | 'starttls' | 'none'

/** How a workspace sends, without its secrets. */
export interface MailSettings {
  /** Where links in mails lead: scheme, host and port. */
  readonly publicUrl: string | null
  /** What holds while `publicUrl` is empty, or always when the operator has set it. */
  readonly effectiveUrl: string
  readonly urlIsFixed: boolean
  /** Null when the workspace has no server of its own. */
  readonly server: MailServerSettings | null
  /** Whether the operator gave a server to workspaces that have none. */
  readonly instanceServer: boolean
  readonly fromName: string | null
  readonly fromAddress: string | null
  readonly replyTo: string | null
  /** Mails per minute. */
  readonly perMinute: number
  readonly dkim: DkimSettings | null
  /** How the server is doing. */
  readonly status: MailServerStatus
}

export interface MailServerSettings {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  readonly user: string | null
  readonly hasPassword: boolean
}

export interface DkimSettings {
  readonly domain: string
  readonly selector: string
  /** The name of the DNS record, and its text. */
  readonly recordName: string
  readonly recordValue: string
}

export interface MailServerStatus {
  readonly waiting: number
  /** Until when it is left alone; null when it is not. */
  readonly restingUntil: string | null
  readonly failure: MailFailure | null
  readonly answer: string | null
}

/** What an administrator sets. A password that is not given stays, if host, port, user and security do. */
export interface MailSettingsInput {
  readonly publicUrl: string | null
  readonly server: {
    readonly host: string
    readonly port: number
    readonly security: MailSecurity
    readonly user: string | null
    readonly password?: string
  } | null
  readonly fromName: string | null
  readonly fromAddress: string | null
  readonly replyTo: string | null
  readonly perMinute: number
}

/** How a test message went: the steps that went well, and the one that did not. */
export interface MailTest {
  readonly passed: readonly MailStep[]
  readonly failed: { readonly step: MailStep; readonly failure: MailFailure; readonly answer: string | null } | null
  /** What the server said to the message. */
  readonly answer: string | null
}

/** A mail as the outbox lists it. */
export interface MailItem {
  readonly id: string
  readonly template: string
  readonly to: { readonly address: string; readonly name: string | null }
  readonly subject: string
  readonly state: MailState
  readonly attempts: number
  readonly failure: MailTrouble | null
  /** What the server said last. */
  readonly answer: string | null
  readonly createdAt: string
  readonly attemptedAt: string | null
  readonly nextAttemptAt: string | null
  readonly sentAt: string | null
}

export interface MailPage {
  readonly items: readonly MailItem[]
  /** For the following page; null at the end. */
  readonly next: string | null
}

export interface MailContents extends MailItem {
  /** Null when it holds a link that lets somebody in, which readers of the outbox do not get. */
  readonly content: { readonly text: string; readonly html: string } | null
}

/** What is done with mails of the outbox: send now or again, do not send, take an uncertain one for sent. */
export const mailActions = ['sending', 'cancellation', 'confirmation'] as const
export type MailAction = (typeof mailActions)[number]

export type SuppressionReason = 'no_such_address' | 'by_hand'

/** An address that is not written to. */
export interface MailSuppression {
  readonly address: string
  readonly reason: SuppressionReason
  /** What its server said. */
  readonly answer: string | null
  readonly createdAt: string
  /** Who put it there; null for the program. */
  readonly by: { readonly id: string; readonly name: string } | null
}

/** How one of a sender's records is. */
export interface SenderRecord {
  readonly verdict: 'good' | 'missing' | 'wrong' | 'unknown'
  /** What is wrong or worth knowing. */
  readonly findings: readonly SenderFinding[]
  /** Where it is, and what is there. */
  readonly name: string
  readonly found: readonly string[]
  /** The line to have in the DNS; null when nothing is to be changed, or nobody but the provider knows. */
  readonly wanted: string | null
}

export type SenderFinding =
  | 'several_records'
  | 'too_many_lookups'
  | 'too_many_void_lookups'
  | 'bad_syntax'
  | 'server_not_allowed'
  | 'allows_everybody'
  | 'no_closing_rule'
  | 'not_signed'
  | 'other_key'
  | 'revoked_key'
  | 'policy_none'
  | 'not_aligned'
  | 'no_answer'

export interface SenderCheck {
  readonly domain: string
  readonly spf: SenderRecord
  readonly dkim: SenderRecord
  readonly dmarc: SenderRecord
}
