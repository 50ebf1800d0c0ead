import { beforeAll, describe, expect, test } from 'vitest'
import { bundled } from '../../test/bundle.ts'
import { type Authority, openAuthority } from '../../test/certificates.ts'
import { type RunningMailServer, startMailServer } from '../../test/mail-server.ts'
import { startProgram } from '../../test/program.ts'

/** Over real TLS, with an authority that Node is given when it starts: what a company's own mail server has. */

let program: string
let authority: Authority
let trusted: { readonly key: string; readonly cert: string }
beforeAll(async () => {
  program = await bundled('test/mail-deliverer.ts')
  authority = openAuthority()
  trusted = authority.certificate('DNS:localhost')
})

/** Each kind of security with a server that offers it alone. */
const securities = {
  tls: (certificate: typeof trusted) => startMailServer({ secure: true, ...certificate }),
  starttls: (certificate: typeof trusted) => startMailServer({ hideSTARTTLS: false, ...certificate }),
} as const

async function deliverTo({ port }: RunningMailServer, security: string, ca?: string): Promise<unknown> {
  const given = ca ? { NODE_EXTRA_CA_CERTS: ca } : {}
  const sender = startProgram(program, ['localhost', String(port), security], given)
  const line = await sender.line(/^outcome /)
  await sender.ended
  return JSON.parse(line.slice('outcome '.length))
}

describe.each(Object.entries(securities))('by %s', (security, start) => {
  test('a message goes to a server whose authority is trusted', async () => {
    const server = await start(trusted)
    expect(await deliverTo(server, security, authority.file)).toMatchObject({ kind: 'accepted' })
    expect(server.received.map(({ raw, secure }) => [raw.includes('Secret'), secure])).toEqual([[true, true]])
  })

  test.each([
    ['of an authority that is not trusted', () => trusted, false],
    ['of another name', () => authority.certificate('DNS:mail.example.com'), true],
    ['of an address, not of the name that was asked for', () => authority.certificate('IP:127.0.0.1'), true],
    ['that has run out', () => authority.certificate('DNS:localhost', -1), true],
  ])('nothing goes where the certificate is one %s', async (_what, certificate, trusts) => {
    const server = await start(certificate())
    const outcome = await deliverTo(server, security, trusts ? authority.file : undefined)
    expect(outcome).toEqual({ kind: 'unreached', step: 'secure', failure: 'no_security' })
    expect(server.received).toEqual([])
  })
})
