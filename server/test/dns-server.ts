import { createSocket } from 'node:dgram'
import { type Answer, decode, encode, type Packet } from 'dns-packet'
import { afterSuite } from './after-suite.ts'

/** What a DNS server knows: by type and name, such as `TXT example.com`; what is not there does not exist. */
export type Zone = Readonly<Record<string, readonly string[]>>

export interface RunningDnsServer {
  /** As `address:port`. */
  readonly address: string
  /** How many questions it has heard. */
  readonly asked: number
  know(zone: Zone): void
}

/** A real DNS server on a free UDP port of this machine, ended with the suite. */
export async function startDnsServer(): Promise<RunningDnsServer> {
  const socket = createSocket('udp4')
  let zone: Zone = {}
  let asked = 0
  socket.on('message', (message, from) => {
    asked += 1
    const query = decode(message)
    const answers = (query.questions ?? []).flatMap(({ type, name }) => answersTo(zone, type, name))
    const { id, questions } = query
    // 3: there is no such name.
    const flags = answers.length > 0 ? 0 : 3
    const reply: Packet = { type: 'response', id, flags: 0x8180 | flags, questions, answers }
    socket.send(encode(reply), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  afterSuite(() => new Promise<void>((resolve) => socket.close(() => resolve())))
  return {
    address: `127.0.0.1:${socket.address().port}`,
    get asked() {
      return asked
    },
    know(known) {
      zone = known
    },
  }
}

function answersTo(zone: Zone, type: string, name: string): Answer[] {
  return (zone[`${type} ${name.toLowerCase()}`] ?? []).flatMap((value): Answer[] => {
    const ttl = 0
    switch (type) {
      case 'TXT':
        return [{ type, name, ttl, data: value.match(/.{1,255}/g) ?? [''] }]
      case 'A':
      case 'AAAA':
        return [{ type, name, ttl, data: value }]
      case 'MX':
        return [{ type, name, ttl, data: { preference: 10, exchange: value } }]
      default:
        return []
    }
  })
}
