import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** A server in front of the program, at which a new version can come out. */
export interface Front {
  readonly address: string
  /** From now on the service worker is another one. */
  release(): void
}

/** Passes everything on to the program, until the end of the test file. */
export async function startFront(address: string): Promise<Front> {
  let isNew = false
  const front = createServer((asked, answer) => {
    const passed = request(`${address}${asked.url}`, { method: asked.method, headers: asked.headers }, (given) => {
      const changes = isNew && asked.url === '/sw.js'
      const { 'content-length': length, ...headers } = given.headers
      answer.writeHead(given.statusCode ?? 502, changes ? headers : given.headers)
      given.pipe(answer, { end: !changes })
      if (changes) given.on('end', () => answer.end('\n// The next version.\n'))
    })
    passed.on('error', () => answer.destroy())
    answer.on('close', () => passed.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((listening) => front.listen(0, '127.0.0.1', listening))
  afterAll(() => {
    front.closeAllConnections()
    front.close()
  })
  return {
    address: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    release: () => {
      isNew = true
    },
  }
}
