import { declare, type FieldType } from '../field-type.ts'
import { type FileValue, fileType } from './file.ts'

/** Media types that are shown as images, and that smaller variants are made of. */
export const imageMediaTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']

/** Longest sides of the variants, in pixels: in a line, on a card, on a screen. */
export const imageVariants = [64, 256, 1024] as const
export type ImageVariant = (typeof imageVariants)[number]

/** A picture: a file of which smaller variants are made. */
export const imageType: FieldType<FileValue> = {
  ...fileType,
  kind: 'image',
  file: { types: imageMediaTypes },
  label: { en: 'Image', es: 'Imagen', et: 'Pilt' },
}

export const image = declare(imageType)
