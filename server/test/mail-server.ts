import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { MailServer } from '../src/platform/mail-environment.ts'
import { afterSuite } from './after-suite.ts'

/** Where a mail server can be made to misbehave. */
type Stage = 'greeting' | 'sign_in' | 'sender' | 'recipient' | 'data' | 'content'

/** A refusal as the server answers it, silence, or the end of the connection; `data` is the command alone, `content` is read first. */
export type Misbehaviour = `${4 | 5}${string}` | 'hang' | 'drop'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  /** Did it come over TLS? */
  readonly secure: boolean
  readonly parsed: ParsedMail
}

export interface RunningMailServer {
  readonly port: number
  /** What it has taken. */
  readonly received: readonly ReceivedMail[]
  /** How the next conversations go; `only` for one recipient. */
  behave(at: Partial<Record<Stage, Misbehaviour>>, only?: string): void
  /** Waits until it has taken so many, fifteen seconds at most. */
  until(count: number): Promise<readonly ReceivedMail[]>
  /** Waits until it misbehaves as it was told last. */
  untilMisbehaved(): Promise<void>
  readonly settings: MailServer
}

/** A real SMTP server on a free port of this machine, ended with the suite. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<RunningMailServer> {
  const received: ReceivedMail[] = []
  let misbehaved = false
  let behaviour: { at: Partial<Record<Stage, Misbehaviour>>; only?: string } = { at: {} }
  const act = (stage: Stage, session: object, done: (error?: Error | null) => void, recipient?: string) => {
    const misbehaviour = behaviour.at[stage]
    if (!misbehaviour || (behaviour.only && recipient && behaviour.only !== recipient)) return done()
    misbehaved = true
    if (misbehaviour === 'drop') return socketOf(server, session)?.destroy()
    if (misbehaviour === 'hang') return undefined
    const [, code, text = ''] = /^(\d{3}) (.*)$/.exec(misbehaviour) ?? []
    return done(Object.assign(new Error(text), { responseCode: Number(code) }))
  }
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    closeTimeout: 50,
    logger: false,
    onConnect: (session, done) => act('greeting', session, done),
    onAuth: (auth, session, done) => {
      if (auth.password !== 'right') return done(Object.assign(new Error('5.7.8 no'), { responseCode: 535 }))
      return act('sign_in', session, (error) => (error ? done(error) : done(null, { user: auth.username })))
    },
    onMailFrom: (_address, session, done) => act('sender', session, done),
    onRcptTo: (address, session, done) => {
      refuseData(server, session, behaviour.at.data)
      act('recipient', session, done, address.address)
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const raw = Buffer.concat(parts).toString('utf8')
        const to = session.envelope.rcptTo.map(({ address }) => address)
        if (behaviour.at.content) return act('content', session, done, to[0])
        const { mailFrom } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to,
          raw,
          secure: session.secure,
          parsed: await simpleParser(raw),
        })
        return done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterSuite(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    received,
    behave(at, only) {
      misbehaved = false
      behaviour = { at, ...(only ? { only } : {}) }
    },
    async until(count) {
      await waited(
        () => received.length >= count,
        () => `${received.length} of ${count} mails came`,
      )
      return received
    },
    untilMisbehaved: () =>
      waited(
        () => misbehaved,
        () => 'it was not asked',
      ),
    settings: { host: '127.0.0.1', port, security: 'none', user: undefined, password: undefined },
  }
}

/** In milliseconds: a program may be long in starting where many run. */
const patience = 15_000

async function waited(done: () => boolean, what: () => string): Promise<void> {
  for (const deadline = Date.now() + patience; !done(); await sleep(10))
    if (Date.now() > deadline) throw new Error(what())
}

/** A connection of the library, which keeps it to itself. */
interface Connection {
  readonly session: object
  readonly _socket: Socket
  send(code: number, text: string): void
  handler_DATA(command: unknown, done: () => void): void
}

function connectionOf(server: SMTPServer, session: object): Connection | undefined {
  const { connections } = server as unknown as { connections: Set<Connection> }
  return [...connections].find((one) => one.session === session)
}

function socketOf(server: SMTPServer, session: object): Socket | undefined {
  return connectionOf(server, session)?._socket
}

/** Answers the command before any content. */
function refuseData(server: SMTPServer, session: object, misbehaviour: Misbehaviour | undefined): void {
  const connection = connectionOf(server, session)
  if (!connection || !misbehaviour) return
  connection.handler_DATA = (_command, done) => {
    if (misbehaviour === 'drop') return void connection._socket.destroy()
    if (misbehaviour === 'hang') return
    connection.send(Number(misbehaviour.slice(0, 3)), misbehaviour.slice(4))
    done()
  }
}
