import { type ImageVariant, isId } from '@tendero/model'

/** Where the content of a file lies in the store. */
export function contentKey(workspaceId: string, id: string): string {
  return `${workspaceId}/${id}`
}

/** Where a smaller variant of an image lies, beside the image. */
export function variantKey(workspaceId: string, id: string, variant: ImageVariant): string {
  return `${contentKey(workspaceId, id)}.${variant}.webp`
}

/** Whose content lies under a key: of a file, or of something made of it. */
export function keyOwner(key: string): { readonly workspaceId: string; readonly id: string } | undefined {
  const [, workspaceId, id] = /^([^/]+)\/([^/.]+)(?:\.[^/]+)?$/.exec(key) ?? []
  return isId(workspaceId) && isId(id) ? { workspaceId, id } : undefined
}
