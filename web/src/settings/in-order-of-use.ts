import type { MetadataObject } from '@tendero/model/api'

/** The objects that people work with: what stands for itself first, then work, then the parts of other records. */
export function inOrderOfUse(objects: readonly MetadataObject[]): readonly MetadataObject[] {
  const rank = ({ parent, activity }: MetadataObject): number => (parent.length > 0 ? 2 : activity ? 1 : 0)
  return objects.filter(({ settings }) => !settings).toSorted((a, b) => rank(a) - rank(b))
}
