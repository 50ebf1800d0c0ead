import { expect, test } from 'vitest'
import { clientAddress, readTrustedProxies } from './client-address.ts'

const onlyThisMachine = readTrustedProxies()
const withNetwork = readTrustedProxies('10.0.0.0/8, 2001:db8::1')

test.each([
  ['without a proxy it is the other end', onlyThisMachine, '203.0.113.7', undefined, '203.0.113.7'],
  ['what a stranger says of himself is not believed', onlyThisMachine, '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['a proxy on this machine is', onlyThisMachine, '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['of a chain the last that no trusted proxy added', onlyThisMachine, '::1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
  ['trusted proxies are passed over', withNetwork, '10.0.0.2', '1.1.1.1, 198.51.100.1, 2001:db8::1', '198.51.100.1'],
  ['what is no address ends the chain', withNetwork, '10.0.0.2', '198.51.100.1, unknown', '10.0.0.2'],
  ['an address with a zone is none', onlyThisMachine, '::1', `fe80::1%${'x'.repeat(10_000)}`, '::1'],
  ['a request inside this process comes from this machine', onlyThisMachine, undefined, undefined, '127.0.0.1'],
])('%s', (_, trusted, peer, forwarded, address) => {
  expect(clientAddress(trusted, peer, forwarded)).toBe(address)
})

test.each(['10.0.0.0/33', 'proxy', '::1/129', '10.0.0.0/a'])('%s is no network', (entry) => {
  expect(() => readTrustedProxies(entry)).toThrow('TENDERO_TRUSTED_PROXIES')
})
