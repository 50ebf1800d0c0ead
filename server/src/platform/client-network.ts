import { isIPv6 } from 'node:net'

const groupsOfAddress = 8
const groupsOfNetwork = 4

/**
 * The network that one client can be taken to hold: an IPv4 address itself, of IPv6 its first 64 bits, as whoever has one
 * address there has them all.
 * @example clientNetwork('2001:db8::7') //=> '2001:db8:0:0::/64'
 */
export function clientNetwork(address: string): string {
  const [plain = ''] = address.split('%')
  if (!isIPv6(plain)) return plain
  const [before = '', after] = plain.toLowerCase().split('::')
  const head = groupsOf(before)
  const tail = groupsOf(after ?? '')
  const zeros = Array.from({ length: groupsOfAddress - head.length - tail.length }, () => '0')
  return `${[...head, ...zeros, ...tail].slice(0, groupsOfNetwork).join(':')}::/64`
}

function groupsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':').map((group) => group.replace(/^0+(?=.)/, ''))
}
