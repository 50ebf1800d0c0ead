import { Anchor, Group, NativeSelect, Progress, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ImportRun, MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { FormError } from '../design/form-error.tsx'
import { failed } from '../design/notices.tsx'
import { useFormat } from '../kernel/format.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { queryClient } from '../kernel/queries.ts'
import { useSession } from '../kernel/session.ts'
import { download } from '../kernel/transport.ts'
import { upload } from '../kernel/upload.ts'
import { DropArea } from './drop-area.tsx'
import { importsQuery, showImport } from './import-data.ts'
import { useImportWords } from './words.ts'

const neverFromFiles = new Set([
  'workspace',
  'role',
  'view',
  'report',
  'dashboard',
  'custom_field',
  'file',
  'comment',
  'share',
])

/** The objects that a file may become: what stands for itself first, then parts, then what is administered. */
export function useImportable(): readonly MetadataObject[] {
  const rank = ({ settings, parent, activity }: MetadataObject): number =>
    settings ? 3 : parent.length > 0 ? 2 : activity ? 1 : 0
  return useCatalogue()
    .objects.filter(({ name, activity, can }) => can.create !== 'none' && activity !== '*' && !neverFromFiles.has(name))
    .toSorted((a, b) => rank(a) - rank(b))
}

/** Contact cards are people, unless somebody says otherwise. */
function usualFor(file: File, first: string): string {
  return /\.vcf$/i.test(file.name) ? 'contact' : first
}

/** What the rows are, and the file. */
export function NewImport({ object: asked }: { readonly object?: string }) {
  const words = useImportWords()
  const format = useFormat()
  const navigate = useNavigate()
  const { workspace } = useSession()
  const objects = useImportable()
  const [said, setSaid] = useState(() => objects.find(({ name }) => name === asked)?.name)
  const chosen = said ?? objects[0]?.name ?? ''
  const [gone, setGone] = useState(0)
  const receive = useMutation({
    mutationFn: async (file: File) => {
      const query = { object: said ?? usualFor(file, chosen), name: file.name }
      return (await upload<ImportRun>('/imports', { file, query, onProgress: setGone })).value
    },
    onSuccess: async (run) => {
      showImport(run)
      await queryClient.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true })
      await navigate({ to: '/w/$slug/import/$id', params: { slug: workspace.slug, id: run.id } })
    },
    onSettled: () => setGone(0),
  })
  const object = objects.find(({ name }) => name === chosen)
  return (
    <Stack gap="sm">
      <FormError error={receive.error} />
      <Group align="flex-end" justify="space-between" gap="sm">
        <NativeSelect
          label={words.whatAreRows}
          value={chosen}
          data={objects.map(({ name, label }) => ({ value: name, label: label.many }))}
          onChange={(event) => setSaid(event.currentTarget.value)}
          flex="1 1 14rem"
          maw={320}
        />
        {object && <SampleLinks object={object} />}
      </Group>
      <DropArea disabled={receive.isPending || !object} onFile={(file) => receive.mutate(file)} />
      {receive.isPending && (
        <Stack gap={4}>
          <Progress value={gone * 100} animated aria-label={words.uploading} />
          <Text size="xs" c="dimmed" aria-live="polite">
            {words.uploading} {format.percent(Math.round(gone * 100))}
          </Text>
        </Stack>
      )}
    </Stack>
  )
}

/** A file with the right columns, to be filled in: as a spreadsheet or as text. */
function SampleLinks({ object }: { readonly object: MetadataObject }) {
  const words = useImportWords()
  const save = async (format: string): Promise<void> => {
    try {
      await download('/imports/sample', { object: object.name, format })
    } catch (error) {
      failed(error)
    }
  }
  return (
    <Group gap="xs">
      <Text size="sm">{words.sample(object.label.many)}</Text>
      {['xlsx', 'csv'].map((format) => (
        <Anchor
          key={format}
          component="button"
          type="button"
          size="sm"
          aria-label={`${words.sample(object.label.many)} ${format.toUpperCase()}`}
          onClick={() => void save(format)}
        >
          {format.toUpperCase()}
        </Anchor>
      ))}
    </Group>
  )
}
