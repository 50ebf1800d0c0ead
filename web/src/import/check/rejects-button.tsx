import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ImportRun } from '@tendero/model/api'
import { useState } from 'react'
import { failed } from '../../design/notices.tsx'
import { saveFile } from '../../kernel/transport.ts'
import { useImportWords } from '../words.ts'

/** The refused rows as a file, each with its reasons: to be mended in a spreadsheet and imported again. */
export function RejectsButton({ run }: { readonly run: ImportRun }) {
  const words = useImportWords()
  const [saving, setSaving] = useState(false)
  const save = async (): Promise<void> => {
    setSaving(true)
    try {
      const name = `${run.name.replace(/\.csv$/i, '')} - ${words.check.rejectsFile}.csv`
      await saveFile(`/imports/${run.id}/rejects`, {}, name)
    } catch (error) {
      failed(error)
    } finally {
      setSaving(false)
    }
  }
  return (
    <Button
      variant="default"
      size="sm"
      loading={saving}
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => void save()}
    >
      {words.check.rejects}
    </Button>
  )
}
