import { Button, FileButton, Text } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import { lazy, Suspense, useState } from 'react'
import { readFile } from '../fields/read-file.ts'
import { useObject } from '../kernel/metadata.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { useChildRecords } from '../sales/child-records.ts'
import { Panel, PanelList } from '../sales/panel.tsx'
import { FileLine } from './file-line.tsx'
import { SendingLine } from './sending-line.tsx'
import { attach, useSendings } from './uploads.ts'
import { useFileWords } from './words.ts'

const PreviewDialog = lazy(async () => ({ default: (await import('./preview-dialog.tsx')).PreviewDialog }))

/** May this person attach files to records of an object? */
export function mayAttach(object: MetadataObject, file: MetadataObject | undefined): file is MetadataObject {
  return file !== undefined && object.name !== file.name && file.can.create !== 'none' && object.can.edit !== 'none'
}

/** What is attached to a record: added, looked at, renamed, removed in place. */
export function FilesPanel(props: ExtensionProps) {
  const file = useObject('file')
  return file && file.name !== props.object.name ? <Files {...props} file={file} /> : null
}

const most = 200

function Files({ object, record, file }: ExtensionProps & { readonly file: MetadataObject }) {
  const words = useFileWords()
  const [shown, setShown] = useState<string | null>(null)
  const target = { object, id: record.id }
  const sendings = useSendings(record.id)
  const attached = useChildRecords(
    file,
    { object: object.name, id: record.id },
    {
      filter: {
        and: [
          { field: 'record', op: 'is', value: record.id },
          { field: 'field', op: 'is_empty' },
        ],
      },
      sort: ['-createdAt'],
      limit: most,
    },
  )
  const mayEdit = mayAttach(object, file)
  const files = attached.items ?? []
  const isEmpty = attached.items?.length === 0 && sendings.length === 0
  if (isEmpty && !mayEdit) return null
  return (
    <Panel title={words.title} count={files.length}>
      <PanelList>
        {sendings.map((sending) => (
          <SendingLine key={sending.key} sending={sending} />
        ))}
        {files.map((one) => (
          <FileLine key={one.id} record={one} attached={attached} mayEdit={mayEdit} onShow={() => setShown(one.id)} />
        ))}
      </PanelList>
      {mayEdit && (
        <>
          {isEmpty && (
            <Text size="sm" c="dimmed" mb={6}>
              {words.empty}
            </Text>
          )}
          <FileButton multiple onChange={(chosen) => void attach(target, chosen, words)}>
            {(props) => (
              <Button
                {...props}
                variant="default"
                size="compact-sm"
                mt={isEmpty ? 0 : 'xs'}
                leftSection={<IconPaperclip size={15} stroke={1.6} aria-hidden />}
              >
                {words.add}
              </Button>
            )}
          </FileButton>
        </>
      )}
      {shown && (
        <Suspense fallback={null}>
          <PreviewDialog
            files={files.flatMap((one) => readFile(one) ?? [])}
            shown={shown}
            onShow={setShown}
            onClose={() => setShown(null)}
          />
        </Suspense>
      )}
    </Panel>
  )
}
