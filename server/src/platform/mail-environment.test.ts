import { describe, expect, test } from 'vitest'
import { readMailEnvironment, webOrigin } from './mail-environment.ts'

const read = (environment: NodeJS.ProcessEnv) => readMailEnvironment(environment, { host: '127.0.0.1', port: 3000 })
const from = { TENDERO_MAIL_FROM: 'Tendero <crm@example.com>' }

test('says nothing by itself: no server, public addresses, links to where the program listens', () => {
  expect(read({})).toMatchObject({
    publicUrl: undefined,
    localUrl: 'http://127.0.0.1:3000',
    server: undefined,
    privateServers: false,
    dnsServers: [],
    checksDomains: false,
  })
  expect(readMailEnvironment({}, { host: '::1', port: 80 }).localUrl).toBe('http://[::1]:80')
})

describe('the server of the installation', () => {
  test.each([
    ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, security: 'starttls', user: undefined }],
    ['smtps://mail.example.com', { port: 465, security: 'tls' }],
    ['smtp://10.0.0.5:25?security=none', { host: '10.0.0.5', port: 25, security: 'none' }],
    ['smtp://crm%40example.com:p%3Aw@mail.example.com:2525', { port: 2525, user: 'crm@example.com', password: 'p:w' }],
    ['smtp://[2001:db8::5]', { host: '2001:db8::5' }],
  ])('is read from %s', (url, server) => {
    expect(read({ TENDERO_SMTP_URL: url, ...from }).server).toMatchObject({
      ...server,
      from: { address: 'crm@example.com', name: 'Tendero' },
    })
  })

  test('may send from an address without a name', () => {
    const { server } = read({ TENDERO_SMTP_URL: 'smtp://mail.example.com', TENDERO_MAIL_FROM: 'crm@example.com' })
    expect(server?.from).toEqual({ address: 'crm@example.com' })
  })
})

test.each([
  [{ TENDERO_URL: 'crm.example.com' }, 'TENDERO_URL'],
  [{ TENDERO_URL: 'ftp://crm.example.com' }, 'TENDERO_URL'],
  [{ TENDERO_SMTP_URL: 'mail.example.com', ...from }, 'TENDERO_SMTP_URL'],
  [{ TENDERO_SMTP_URL: 'https://mail.example.com', ...from }, 'TENDERO_SMTP_URL'],
  [{ TENDERO_SMTP_URL: 'smtp://mail.example.com' }, 'TENDERO_MAIL_FROM'],
  [{ TENDERO_SMTP_URL: 'smtp://mail.example.com', TENDERO_MAIL_FROM: 'Tendero' }, 'TENDERO_MAIL_FROM'],
])('%j is refused with the name of what is wrong', (environment, name) => {
  expect(() => read(environment)).toThrow(name)
})

test.each([
  ['https://crm.example.com/', 'https://crm.example.com'],
  ['https://crm.example.com:8443/path?x', 'https://crm.example.com:8443'],
  ['javascript:alert(1)', undefined],
  ['null', undefined],
  ['', undefined],
])('the origin of a web address: %s is %s', (text, origin) => expect(webOrigin(text)).toBe(origin))
