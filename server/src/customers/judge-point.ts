import { phonePossible } from '@tendero/model'
import type { PointValue } from './contact-point-value.ts'
import { misspeltDomain } from './misspelt-domain.ts'

export type PointFault = 'impossible' | 'not_of_country' | 'no_mail_server' | 'misspelt' | 'bounced' | 'left'

/** Whether an address or number reaches anybody, and if not why. */
export interface Judgement {
  readonly valid: boolean | null
  readonly fault: PointFault | null
  /** What was meant, where that can be guessed. */
  readonly suggestion: string | null
}

/** What is known of a point from elsewhere. */
export interface Knowledge {
  /** Somebody said that it is right. */
  readonly confirmed?: boolean
  /** A server answered that nobody has this address. */
  readonly bounced?: boolean
  /** Its domain takes no mail. */
  readonly mailless?: boolean
}

/**
 * Judges what a contact point says. What a person confirmed is right; a mail that came back weighs more than how an address
 * is spelt.
 */
export function judgePoint(
  kind: unknown,
  { normalized, valid }: PointValue,
  { confirmed = false, bounced = false, mailless = false }: Knowledge = {},
): Judgement {
  if (kind !== 'email' && kind !== 'phone') return { valid, fault: null, suggestion: null }
  if (confirmed) return { valid: true, fault: null, suggestion: null }
  return kind === 'phone' ? judgeNumber(normalized, valid) : judgeAddress(normalized, { bounced, mailless })
}

function judgeNumber(e164: string | null, valid: boolean | null): Judgement {
  if (valid) return { valid: true, fault: null, suggestion: null }
  return bad(e164 !== null && phonePossible(e164) ? 'not_of_country' : 'impossible')
}

function judgeAddress(
  address: string | null,
  { bounced, mailless }: Pick<Knowledge, 'bounced' | 'mailless'>,
): Judgement {
  if (address === null) return bad('impossible')
  const at = address.lastIndexOf('@') + 1
  const meant = misspeltDomain(address.slice(at))
  const suggestion = meant === null ? null : address.slice(0, at) + meant
  if (bounced) return bad('bounced', suggestion)
  if (suggestion !== null) return bad('misspelt', suggestion)
  return mailless ? bad('no_mail_server') : { valid: true, fault: null, suggestion: null }
}

function bad(fault: PointFault, suggestion: string | null = null): Judgement {
  return { valid: false, fault, suggestion }
}
