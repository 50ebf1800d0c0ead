import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { OperatorError } from './operator-error.ts'

/** How long a request may take to come in: a large file over a slow line. Node would end it after five minutes. */
const requestMilliseconds = 60 * 60 * 1_000
/** How long a connection may take to say what it asks: who sends letter by letter holds nothing up. */
const headMilliseconds = 20_000
/** How long a connection may be silent in the middle of a request or an answer; a stream of events has a heartbeat. */
const silentMilliseconds = 5 * 60 * 1_000
/** How long open requests may take to end when the program stops. */
const drainMilliseconds = 10_000

/**
 * Bytes of a request's address and headers together: a filter stands in the address, and may compare a text of 10,000
 * characters, each of them up to nine in an address.
 */
const longestHead = 128 * 1_024

/** A server that takes requests. */
export interface HttpServer {
  /** With the real port, when 0 was asked for. */
  readonly address: string
  /** Takes no new requests, and waits for the open ones at most ten seconds. */
  stop(): Promise<void>
}

/**
 * What answers requests.
 * @param peer the address at the other end of the connection
 */
export type Fetch = (request: Request, peer?: string) => Response | Promise<Response>

/** How long slow connections are borne with, in milliseconds. */
export interface Patience {
  /** Until all headers are there. */
  readonly head?: number
  /** Without a single byte. */
  readonly silent?: number
}

/**
 * Serves requests on an address.
 * @throws OperatorError when the port is taken or not allowed.
 */
export async function serveHttp(
  fetch: Fetch,
  host: string,
  port: number,
  { head = headMilliseconds, silent = silentMilliseconds }: Patience = {},
): Promise<HttpServer> {
  const server = createAdaptorServer({
    fetch: (request, env) => fetch(request, 'incoming' in env ? env.incoming.socket.remoteAddress : undefined),
    serverOptions: { maxHeaderSize: longestHead, connectionsCheckingInterval: Math.min(head, 5_000) },
  })
  if (!('closeIdleConnections' in server)) throw new Error('not a plain HTTP server')
  server.requestTimeout = requestMilliseconds
  server.headersTimeout = head
  server.setTimeout(silent)
  const address = await listen(server, host, port)
  return { address, stop: () => drain(server) }
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(portFailure(error, port)))
    server.listen(port, host, () => {
      const bound = server.address()
      const boundPort = typeof bound === 'object' && bound ? bound.port : port
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`)
    })
  })
}

function portFailure(error: Error, port: number): Error {
  switch ('code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new OperatorError(`Port ${port} is taken. Set another one: PORT=${port + 1} npm start`)
    case 'EACCES':
      return new OperatorError(`Port ${port} is not allowed to this user. Set one above 1023: PORT=3000 npm start`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new OperatorError(`${error.message}: this machine has no such address. Set HOST to one it has.`)
    default:
      return error
  }
}

/** A kept-alive connection falls idle when its last answer is out, so idle ones are closed again and again. */
function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), drainMilliseconds)
    const closeIdle = setInterval(() => server.closeIdleConnections(), 20)
    server.close(() => {
      clearTimeout(force)
      clearInterval(closeIdle)
      resolve()
    })
  })
}
