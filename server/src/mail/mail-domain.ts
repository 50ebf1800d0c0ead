import { domainToASCII } from 'node:url'

/** The domain of an address as the DNS knows it. */
export function mailDomain(address: string): string {
  return domainToASCII(address.slice(address.lastIndexOf('@') + 1).toLowerCase())
}
