import type { MailSecurity } from '@tendero/model'
import { OperatorError } from './operator-error.ts'

/** A server that takes mail from us. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** From the first byte, by STARTTLS and not without it, or not at all. */
  readonly security: MailSecurity
  /** Undefined for a server that asks nobody to sign in. */
  readonly user: string | undefined
  readonly password: string | undefined
}

/** A person or place that mail comes from or goes to. */
export interface MailAddress {
  readonly address: string
  readonly name?: string
}

/** What the environment says about mail. */
export interface MailEnvironment {
  /** Where people reach the program, without a slash at its end; wins over what a workspace keeps. */
  readonly publicUrl: string | undefined
  /** Where the program listens: for the links of a workspace that knows no better. */
  readonly localUrl: string
  /** The instance's own server, for workspaces that have none. */
  readonly server: (MailServer & { readonly from: MailAddress }) | undefined
  /** May a workspace's server be on this machine or its network? */
  readonly privateServers: boolean
  /** Milliseconds until a server has greeted, and that it may be silent afterwards. */
  readonly patience: { readonly greeting: number; readonly answer: number }
  /** Who is asked about a sender's records, as `address:port`; the system's own when none. */
  readonly dnsServers: readonly string[]
  /** Are the domains of contacts' addresses asked whether they take mail? */
  readonly checksDomains: boolean
}

const submissionPort = 587
const implicitTlsPort = 465

/** @throws OperatorError for addresses that are none */
export function readMailEnvironment(environment: NodeJS.ProcessEnv, listening: { host: string; port: number }) {
  const {
    TENDERO_URL,
    TENDERO_SMTP_URL,
    TENDERO_MAIL_FROM,
    TENDERO_PRIVATE_MAIL,
    TENDERO_DNS,
    TENDERO_CHECK_MAIL_DOMAINS,
  } = environment
  const host = listening.host.includes(':') ? `[${listening.host}]` : listening.host
  return {
    publicUrl: TENDERO_URL ? readPublicUrl(TENDERO_URL) : undefined,
    localUrl: `http://${host}:${listening.port}`,
    server: TENDERO_SMTP_URL ? readServer(TENDERO_SMTP_URL, TENDERO_MAIL_FROM) : undefined,
    privateServers: TENDERO_PRIVATE_MAIL === 'allow',
    patience: { greeting: 15_000, answer: 60_000 },
    dnsServers: TENDERO_DNS ? TENDERO_DNS.split(',').map((one) => one.trim()) : [],
    checksDomains: TENDERO_CHECK_MAIL_DOMAINS === 'on',
  } satisfies MailEnvironment
}

function readPublicUrl(text: string): string {
  const origin = webOrigin(text)
  if (origin) return origin
  throw new OperatorError(`TENDERO_URL=${text} is no address of a website: set one like https://crm.example.com`)
}

/** Scheme, host and port of a web address, as links begin; undefined for what is none. */
export function webOrigin(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.origin : undefined
}

function readServer(text: string, from: string | undefined): MailServer & { readonly from: MailAddress } {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || !url.hostname)
    throw new OperatorError(
      'TENDERO_SMTP_URL is no mail server: set one like smtp://user:password@mail.example.com:587',
    )
  const implicit = url.protocol === 'smtps:'
  const plain = url.searchParams.get('security') === 'none'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : implicit ? implicitTlsPort : submissionPort,
    security: implicit ? 'tls' : plain ? 'none' : 'starttls',
    user: url.username ? decodeURIComponent(url.username) : undefined,
    password: url.password ? decodeURIComponent(url.password) : undefined,
    from: readSender(from),
  }
}

/** `Name <address>`, or the address alone. */
function readSender(text: string | undefined): MailAddress {
  const [, name, bracketed] = /^\s*(.*?)\s*<([^<>\s]+@[^<>\s]+)>\s*$/.exec(text ?? '') ?? []
  if (bracketed) return name ? { address: bracketed, name } : { address: bracketed }
  if (text && /^[^<>\s]+@[^<>\s]+$/.test(text)) return { address: text }
  throw new OperatorError('TENDERO_SMTP_URL is set: set TENDERO_MAIL_FROM too, like Tendero <crm@example.com>')
}
