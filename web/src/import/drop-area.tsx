import { Button, FileButton, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import classes from './import.module.css'
import { useImportWords } from './words.ts'

interface DropAreaProps {
  readonly disabled?: boolean
  readonly onFile: (file: File) => void
}

/** What is not read is named and refused here, before it travels. */
const otherFormats = /\.(xls|xlsb|ods|numbers|pdf|docx?)$/i

const accepted = '.csv,.tsv,.txt,.xlsx,.vcf,text/csv,text/vcard'

/** Takes a file that is dropped or chosen. */
export function DropArea({ disabled, onFile }: DropAreaProps) {
  const words = useImportWords()
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const take = (file: File | null | undefined): void => {
    if (!file || disabled) return
    const other = otherFormats.exec(file.name)?.[0]
    setRefused(other ?? null)
    if (!other) onFile(file)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button inside
    <div
      className={`${classes.drop} ${over ? classes.dropping : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconUpload size={28} stroke={1.4} aria-hidden />
      <Text size="sm">{words.drop}</Text>
      <FileButton onChange={take} accept={accepted} inputProps={{ 'aria-label': words.chooseFile }}>
        {(props) => (
          <Button {...props} variant="default" disabled={disabled}>
            {words.chooseFile}
          </Button>
        )}
      </FileButton>
      <Text size="xs" c={refused ? 'var(--tendero-danger)' : 'dimmed'} role={refused ? 'alert' : undefined}>
        {refused ? words.refusedFormat(refused) : words.limits}
      </Text>
    </div>
  )
}
