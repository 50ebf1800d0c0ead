/** One term of an SPF record: who may (`+`) or may not (`-`, `~`, `?`) send. */
export interface SpfTerm {
  readonly qualifier: '+' | '-' | '~' | '?'
  readonly mechanism: 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists'
  /** After the colon; the domain itself when empty. */
  readonly value: string
  /** Bits of IPv4 and IPv6 that count. */
  readonly bits: { readonly ip4: number; readonly ip6: number }
}

export interface SpfRecord {
  readonly terms: readonly SpfTerm[]
  /** Whose record holds where no term matches. */
  readonly redirect: string | undefined
}

const termForm = /^([+?~-])?(all|include|a|mx|ptr|ip4|ip6|exists)(?::([^/\s]+))?(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/i
const modifierForm = /^([a-z][\w.-]*)=(\S*)$/i
const needsValue: readonly string[] = ['include', 'ip4', 'ip6', 'exists']

/** Is a text an SPF record of whatever quality? (RFC 7208, 4.5) */
export function isSpf(text: string): boolean {
  return /^v=spf1(\s|$)/i.test(text)
}

/** Reads a record; undefined for one that no receiver understands. */
export function readSpf(text: string): SpfRecord | undefined {
  const terms: SpfTerm[] = []
  let redirect: string | undefined
  for (const word of text.split(/\s+/).slice(1).filter(Boolean)) {
    const modifier = modifierForm.exec(word)
    if (modifier) {
      if (modifier[1]?.toLowerCase() === 'redirect') redirect = modifier[2]
      continue
    }
    const term = readTerm(word)
    if (!term) return undefined
    terms.push(term)
  }
  return { terms, redirect }
}

function readTerm(word: string): SpfTerm | undefined {
  const [, qualifier = '+', name = '', value = '', ip4, ip6] = termForm.exec(word) ?? []
  const mechanism = mechanisms.find((one) => one === name.toLowerCase())
  if (!mechanism || (needsValue.includes(mechanism) && value === '')) return undefined
  const own =
    mechanism === 'ip6' ? { ip4: 32, ip6: Number(ip4 ?? 128) } : { ip4: Number(ip4 ?? 32), ip6: Number(ip6 ?? 128) }
  if (own.ip4 > 32 || own.ip6 > 128) return undefined
  return { qualifier: qualifier as SpfTerm['qualifier'], mechanism, value, bits: own }
}

const mechanisms = ['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists'] as const
