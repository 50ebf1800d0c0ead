import { Agent, request } from 'node:http'

/** One thing to ask, made anew each time. */
export interface Ask {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/**
 * Asks a server over so many connections, one request at a time on each, for so long.
 * @returns requests answered per second; an answer that is not 2xx is an error
 */
export async function httpRate(
  port: number,
  connections: number,
  milliseconds: number,
  next: () => Ask,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return rate(connections, milliseconds, () => send(agent, port, next())).finally(() => agent.destroy())
}

/** How often something can be done per second, so many at a time. */
export async function rate(connections: number, milliseconds: number, once: () => Promise<unknown>): Promise<number> {
  let done = 0
  const began = performance.now()
  const end = began + milliseconds
  const lane = async () => {
    while (performance.now() < end) {
      await once()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, lane))
  return (done * 1_000) / (performance.now() - began)
}

function send(agent: Agent, port: number, { method, path, headers, body }: Ask): Promise<void> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: {
          ...headers,
          ...(text ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) } : {}),
        },
      },
      (answer) => {
        const ok = answer.statusCode !== undefined && answer.statusCode < 300
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => {
          if (!ok) chunks.push(chunk)
        })
        answer.on('end', () =>
          ok ? resolve() : reject(new Error(`${method} ${path}: ${answer.statusCode} ${Buffer.concat(chunks)}`)),
        )
        answer.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(text)
  })
}
