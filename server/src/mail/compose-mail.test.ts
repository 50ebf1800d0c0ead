import { createHash, createPublicKey, createVerify } from 'node:crypto'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { composeMail } from './compose-mail.ts'
import { newDkimKey } from './dkim-key.ts'
import type { SendingServer } from './mail-server.ts'

const sending: SendingServer = {
  server: { host: 'mail.example.com', port: 587, security: 'starttls', user: undefined, password: undefined },
  from: { address: 'crm@example.com', name: 'Ferretería "Sol", S.L.' },
  replyTo: 'office@example.com',
  dkim: undefined,
  allowPrivate: false,
}

const mail = {
  to: { address: 'ana@example.com', name: 'Ana' },
  subject: 'Añadir',
  text: 'Hola\n\n.\n',
  html: '<p>Hola</p>',
  messageId: '<1@crm.example.com>',
  writtenAt: new Date('2026-03-01T10:00:00Z'),
}

test('the same mail has the same headers however often it is tried', async () => {
  const [first, second] = [await composeMail(mail, sending), await composeMail(mail, sending)]
  for (const message of [first, second]) {
    const parsed = await simpleParser(message)
    expect(parsed.messageId).toBe('<1@crm.example.com>')
    expect(parsed.date).toEqual(mail.writtenAt)
    expect(parsed.subject).toBe('Añadir')
    expect(parsed.from?.value[0]).toEqual({ address: 'crm@example.com', name: 'Ferretería "Sol", S.L.' })
    expect(parsed.replyTo?.value[0]?.address).toBe('office@example.com')
    expect(parsed.headers.get('x-auto-response-suppress')).toBe('All')
  }
})

test.each([
  { subject: 'x\r\nBcc: all@example.com' },
  { to: { address: 'ana@example.com', name: 'x\r\nBcc: all@example.com' } },
  { to: { address: 'ana@example.com\r\nBcc: all@example.com', name: 'x' } },
  { subject: 'x\n\n<script>' },
  { messageId: '<1@x>\r\nBcc: all@example.com' },
])('no text makes a header of its own: %j', async (change) => {
  const { headers } = await simpleParser(await composeMail({ ...mail, ...change }, sending))
  expect(headers.has('bcc')).toBe(false)
  expect([...headers.keys()].sort()).toEqual(
    [...(await simpleParser(await composeMail(mail, sending))).headers.keys()].sort(),
  )
})

test('a signature is good for the key that the DNS is to hold', async () => {
  const { privateKey, publicKey } = await newDkimKey()
  const dkim = { domain: 'example.com', selector: 'tendero', privateKey }
  const message = (await composeMail(mail, { ...sending, dkim })).toString('latin1')
  expect(message).toMatch(/^DKIM-Signature: [\s\S]*d=example\.com;[\s\S]*s=tendero;/)
  expect(isSigned(message, publicKey)).toBe(true)
  expect(isSigned(message.replace('Hola', 'Hole'), publicKey)).toBe(false)
  expect(isSigned(message, (await newDkimKey()).publicKey)).toBe(false)
})

/** RFC 6376 with relaxed canonicalization of headers and body, of the first signature. */
function isSigned(message: string, publicKey: string): boolean {
  const end = message.indexOf('\r\n\r\n')
  const headers = message.slice(0, end).split(/\r\n(?![ \t])/)
  const signature = headers.find((line) => /^dkim-signature:/i.test(line)) ?? ''
  const tag = (name: string) => new RegExp(`[:;]\\s*${name}=([^;]*)`).exec(signature)?.[1]?.replace(/\s+/g, '') ?? ''
  const body = `${message
    .slice(end + 4)
    .replace(/[ \t]+/g, ' ')
    .replace(/ \r\n/g, '\r\n')
    .replace(/(\r\n)*$/, '')}\r\n`
  if (createHash('sha256').update(body, 'latin1').digest('base64') !== tag('bh')) return false
  const relaxed = (line: string) => {
    const [name = '', ...value] = line.split(':')
    return `${name.toLowerCase().trim()}:${value
      .join(':')
      .replace(/\r\n/g, '')
      .replace(/[ \t]+/g, ' ')
      .trim()}`
  }
  const signed = tag('h')
    .split(':')
    .flatMap((name) => headers.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)).slice(-1))
  const unsigned = relaxed(signature).replace(/([:;]\s*b=)[^;]*/, '$1')
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  return createVerify('rsa-sha256')
    .update([...signed.map(relaxed), unsigned].join('\r\n'), 'latin1')
    .verify(key, tag('b'), 'base64')
}
