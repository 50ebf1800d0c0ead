import { Portal } from '@mantine/core'
import { useEffect, useEffectEvent, useState } from 'react'
import { useFormat } from '../kernel/format.ts'
import { useObject } from '../kernel/metadata.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import classes from './files.module.css'
import { mayAttach } from './files-panel.tsx'
import { attach } from './uploads.ts'
import { useFileWords } from './words.ts'

/** Attaches what is dropped anywhere on the page of a record, and pictures that are pasted there. */
export function FileDrop({ object, record }: ExtensionProps) {
  const words = useFileWords()
  const format = useFormat()
  const may = mayAttach(object, useObject('file'))
  const [over, setOver] = useState(false)
  const take = useEffectEvent((files: readonly File[]) => {
    void attach({ object, id: record.id }, files, words)
  })
  const named = useEffectEvent((file: File) => {
    // What comes from the clipboard is mostly called image.png.
    const [, ending = ''] = /^image(\.\w+)$/.exec(file.name) ?? []
    const name = words.pastedImage(format.instant(new Date().toISOString()).replaceAll(':', '.'))
    return ending ? new File([file], `${name}${ending}`, { type: file.type }) : file
  })
  useEffect(() => {
    if (!may) return
    const drag = (event: DragEvent): void => {
      if (event.defaultPrevented || !bringsFiles(event.dataTransfer)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      setOver(false)
      if (event.defaultPrevented || !bringsFiles(event.dataTransfer)) return
      event.preventDefault()
      take([...(event.dataTransfer?.files ?? [])])
    }
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])]
      const isText = event.clipboardData?.types.includes('text/plain') === true
      if (event.defaultPrevented || files.length === 0 || isText) return
      event.preventDefault()
      take(files.map((file) => named(file)))
    }
    const events = new AbortController()
    const { signal } = events
    window.addEventListener('dragover', drag, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('drop', drop, { signal })
    window.addEventListener('paste', paste, { signal })
    return () => events.abort()
  }, [may])
  if (!over) return null
  return (
    <Portal>
      <div className={classes.drop} role="status">
        {words.dropHere}
      </div>
    </Portal>
  )
}

function bringsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') === true
}
