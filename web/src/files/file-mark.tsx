import {
  IconFile,
  IconFileMusic,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMovie,
  IconPhoto,
} from '@tabler/icons-react'
import type { FileValue } from '@tendero/model/fields/file'
import { useState } from 'react'
import { previewOf, variantUrl } from './file-links.ts'
import classes from './files.module.css'

const icons = {
  image: IconPhoto,
  pdf: IconFileTypePdf,
  text: IconFileText,
  audio: IconFileMusic,
  video: IconMovie,
} as const

function iconOf(type: string): typeof IconFile {
  const preview = previewOf(type)
  if (preview) return icons[preview]
  if (type.includes('spreadsheet')) return IconFileSpreadsheet
  if (type.includes('wordprocessing') || type.endsWith('.text')) return IconFileText
  return /zip|compressed|rar/.test(type) ? IconFileZip : IconFile
}

/** What kind of file it is, at a glance: an image by itself, made small, others by a sign. */
export function FileMark({ file }: { readonly file: FileValue }) {
  const [broken, setBroken] = useState(false)
  const Drawn = iconOf(file.type)
  if (previewOf(file.type) !== 'image' || broken)
    return (
      <span className={classes.sign}>
        <Drawn size={20} stroke={1.5} aria-hidden />
      </span>
    )
  return (
    <img
      className={classes.mark}
      src={variantUrl(file.id, 64)}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
    />
  )
}
