import { connect as connectSocket, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { MailStep } from '@tendero/model'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { FetchError, guardedAddresses, lookupOf } from '../platform/guarded-address.ts'
import type { MailServer } from '../platform/mail-environment.ts'
import { type Outcome, readOutcome } from './outcome.ts'

/** A message on its way to one address. */
export interface Envelope {
  readonly from: string
  readonly to: string
  /** Headers and body. */
  readonly message: Buffer
}

export interface DeliverOptions {
  /** May the server be on this machine or its network? */
  readonly allowPrivate: boolean
  /** Milliseconds until the server has greeted; milliseconds that it may be silent afterwards. */
  readonly patience: { readonly greeting: number; readonly answer: number }
  /**
   * Asked when the server wants the content, before its first byte leaves. What it throws ends the conversation there, and
   * the server has nothing.
   */
  beforeContent(): Promise<void>
}

/**
 * Hands one message to a server, and tells what became of it. It connects to the very addresses that were checked, and
 * signs in, or sends at all, only under the security that was asked for.
 */
export async function deliver(server: MailServer, envelope: Envelope, options: DeliverOptions): Promise<Outcome> {
  const progress: Progress = { step: 'resolve', contentBegan: false }
  let session: SMTPConnection | undefined
  try {
    const socket = await reach(server, options, progress)
    session = openSession(server, socket, options)
    await converse(session, server, envelope, { options, progress })
    return { kind: 'accepted', step: 'content', answer: progress.answer ?? null }
  } catch (error) {
    return readOutcome(error, progress)
  } finally {
    session?.close()
  }
}

/** How far a conversation has come. */
interface Progress {
  step: MailStep
  contentBegan: boolean
  answer?: string
}

/** A connection to one of the host's addresses. */
async function reach(
  { host, port }: MailServer,
  { allowPrivate, patience }: DeliverOptions,
  progress: Progress,
): Promise<Socket> {
  const signal = AbortSignal.timeout(patience.greeting)
  const addresses = await guardedAddresses(host, allowPrivate, signal)
  progress.step = 'connect'
  return new Promise((resolve, reject) => {
    const socket = connectSocket({ host, port, lookup: lookupOf(addresses), autoSelectFamily: addresses.length > 1 })
    const late = () => socket.destroy(new FetchError('timed_out'))
    signal.addEventListener('abort', late, { once: true })
    socket.once('error', reject)
    socket.once('connect', () => {
      signal.removeEventListener('abort', late)
      socket.removeListener('error', reject)
      resolve(socket)
    })
  })
}

function openSession({ host, security }: MailServer, connection: Socket, { patience }: DeliverOptions): SMTPConnection {
  return new SMTPConnection({
    host,
    connection,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: patience.greeting,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.answer,
    // A session that is given up must not end the content by closing in good order.
    socketCloseTimeout: 0,
    maxResponseSize: 64_000,
  })
}

interface Conversation {
  readonly options: DeliverOptions
  readonly progress: Progress
}

async function converse(
  session: SMTPConnection,
  { user, password }: MailServer,
  { from, to, message }: Envelope,
  { options, progress }: Conversation,
): Promise<void> {
  progress.step = 'greet'
  // Without a listener a broken connection between two commands would end the process.
  const broken = new Promise<never>((_, reject) => session.on('error', reject))
  broken.catch(() => undefined)
  const over = <T>(work: Promise<T>) => Promise.race([work, broken])
  await over(called<unknown>((done) => session.connect(done)))
  if (user !== undefined) {
    progress.step = 'sign_in'
    await over(called<unknown>((done) => session.login({ user, pass: password ?? '' }, done)))
  }
  progress.step = 'sender'
  const content = contentOf(message, async () => {
    progress.step = 'content'
    await options.beforeContent()
    progress.contentBegan = true
  })
  const sent = called<{ response?: string }>((done) =>
    session.send({ from, to: [to], size: message.length }, content, done),
  )
  progress.answer = (await over(sent)).response
}

/** The message as a stream that nobody reads before the server asks for the content. */
function contentOf(message: Buffer, before: () => Promise<void>): Readable {
  let begun = false
  return new Readable({
    read() {
      if (begun) return
      begun = true
      before().then(
        () => {
          this.push(message)
          this.push(null)
        },
        (error: Error) => this.destroy(error),
      )
    },
  })
}

function called<T>(begin: (done: (error?: Error | null, result?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => begin((error, result) => (error ? reject(error) : resolve(result as T))))
}
