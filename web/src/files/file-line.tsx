import { Anchor, Menu, TextInput } from '@mantine/core'
import { IconDownload, IconPencil, IconTrash } from '@tabler/icons-react'
import type { AnyRecord } from '@tendero/model/api'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { readFile } from '../fields/read-file.ts'
import { useFormat } from '../kernel/format.ts'
import type { ChildRecords } from '../sales/child-records.ts'
import { ItemMenu } from '../sales/item-menu.tsx'
import { PanelItem } from '../sales/panel.tsx'
import { downloadUrl } from './file-links.ts'
import { FileMark } from './file-mark.tsx'
import { useFileWords } from './words.ts'

interface FileLineProps {
  /** Of the object file. */
  readonly record: AnyRecord
  readonly attached: ChildRecords
  readonly mayEdit: boolean
  readonly onShow: () => void
}

/** One attached file: what it is, who brought it, and what can be done with it. */
export function FileLine({ record, attached, mayEdit, onShow }: FileLineProps) {
  const words = useFileWords()
  const format = useFormat()
  const [renaming, setRenaming] = useState(false)
  const file = readFile({ ...record })
  if (!file) return null
  const { name } = file
  const about = [format.bytes(file.size), format.relative(record.createdAt), record.titles?.createdBy]
  const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const
  if (renaming)
    return (
      <li>
        <NameForm
          name={name}
          onCancel={() => setRenaming(false)}
          onSave={async (wanted) => {
            if (await attached.change(record, { name: wanted })) setRenaming(false)
          }}
        />
      </li>
    )
  return (
    <PanelItem
      icon={<FileMark file={file} />}
      title={
        <Anchor component="button" type="button" inherit ta="start" aria-label={words.open(name)} onClick={onShow}>
          {name}
        </Anchor>
      }
      details={about.filter(Boolean).join(' · ')}
    >
      <ItemMenu label={words.more(name)}>
        <Menu.Item component="a" href={downloadUrl(file.id)} download leftSection={<IconDownload {...icon} />}>
          {words.download}
        </Menu.Item>
        {mayEdit && (
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setRenaming(true)}>
            {words.rename}
          </Menu.Item>
        )}
        {mayEdit && (
          <Menu.Item
            leftSection={<IconTrash {...icon} />}
            onClick={() => void attached.remove(record, words.removed(name))}
          >
            {words.remove}
          </Menu.Item>
        )}
      </ItemMenu>
    </PanelItem>
  )
}

interface NameFormProps {
  readonly name: string
  readonly onSave: (name: string) => Promise<void>
  readonly onCancel: () => void
}

function NameForm({ name, onSave, onCancel }: NameFormProps) {
  const words = useFileWords()
  const [typed, setTyped] = useState(name)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (typed.trim() === '' || typed.trim() === name) onCancel()
    else void onSave(typed.trim())
  }
  const cancel = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onCancel()
  }
  return (
    <form onSubmit={submit} onKeyDown={cancel} noValidate>
      <TextInput
        my={4}
        size="sm"
        aria-label={words.name}
        value={typed}
        maxLength={200}
        autoFocus
        autoComplete="off"
        onFocus={({ currentTarget }) => currentTarget.setSelectionRange(0, endOfName(name))}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={onCancel}
      />
    </form>
  )
}

/** Where the ending begins, which is mostly to stay. */
function endOfName(name: string): number {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? dot : name.length
}
