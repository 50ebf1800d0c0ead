import { BlockList, isIP } from 'node:net'
import { OperatorError } from './operator-error.ts'

/** Whose word about where a request came from is taken. */
export interface TrustedProxies {
  has(address: string): boolean
}

/**
 * Addresses and networks, separated by commas (`10.0.0.0/8, ::1`); this machine is always among them.
 * @throws OperatorError for what is neither
 */
export function readTrustedProxies(text = ''): TrustedProxies {
  const list = new BlockList()
  list.addSubnet('127.0.0.0', 8, 'ipv4')
  list.addAddress('::1', 'ipv6')
  for (const entry of text.split(',').map((one) => one.trim())) if (entry) addTo(list, entry)
  return { has: remembered((address) => list.check(address, familyOf(address))) }
}

const mostRemembered = 10_000

/** Node takes longer to look an address up in a list than to answer some requests; the same few ask again and again. */
function remembered(check: (address: string) => boolean): (address: string) => boolean {
  const known = new Map<string, boolean>()
  return (address) => {
    const before = known.get(address)
    if (before !== undefined) return before
    if (known.size >= mostRemembered) known.clear()
    const found = check(address)
    known.set(address, found)
    return found
  }
}

function addTo(list: BlockList, entry: string): void {
  const [network = '', bits] = entry.split('/')
  const most = isIP(network) === 4 ? 32 : 128
  if (!isIP(network) || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
    throw new OperatorError(`TENDERO_TRUSTED_PROXIES: ${entry} is no address or network like 10.0.0.0/8.`)
  list.addSubnet(network, bits === undefined ? most : Number(bits), familyOf(network))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

const thisMachine = '127.0.0.1'

/**
 * Where a request came from: the other end of its connection, or, while that is a trusted proxy, whom it names last. What
 * a client wrote into the header itself stands before that and is not believed.
 */
export function clientAddress(trusted: TrustedProxies, peer: string | undefined, forwardedFor: string | undefined) {
  let address = plain(peer ?? thisMachine)
  for (const named of (forwardedFor ?? '').split(',').reverse()) {
    const before = plain(named.trim())
    // A zone is of the machine that wrote it, may be of any length, and would be another address to each limit.
    if (!isIP(before) || before.includes('%') || !trusted.has(address)) return address
    address = before
  }
  return address
}

/** Whether the other end of a connection may say where a request came from. */
export function isTrustedPeer(trusted: TrustedProxies, peer: string | undefined): boolean {
  return trusted.has(plain(peer ?? thisMachine))
}

/** IPv4 in the clothes of IPv6 is IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
