import type { MetadataObject } from '@tendero/model/api'

/** Objects whose records are compared. */
export const compared: readonly string[] = ['contact', 'account', 'lead']

/** May several records of an object become one? Those of customers, and of objects of a workspace's own. */
export function isMergeable({ name, madeFrom }: Pick<MetadataObject, 'name' | 'madeFrom'>): boolean {
  return compared.includes(name) || madeFrom !== null
}
