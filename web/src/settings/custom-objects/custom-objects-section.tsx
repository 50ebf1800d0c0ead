import { Button } from '@mantine/core'
import { IconCube, IconPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { ObjectIcon } from '../../design/icon.tsx'
import { AnchorLink } from '../../design/links.tsx'
import { Message } from '../../design/page-states.tsx'
import { type Kept, useAll, useReorder } from '../data.ts'
import { SectionFrame } from '../section-frame.tsx'
import { SortableSheet } from '../sortable-sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { ObjectEditor } from './object-editor.tsx'

type CustomObject = Kept<'custom_object'>

const route = getRouteApi('/w/$slug/settings/$section')

/** The kinds of record that a company made for itself. */
export function CustomObjectsSection() {
  const words = useSettingsWords()
  const own = words.customObjects
  const objects = useAll('custom_object')
  const [asked, setAsked] = useState<{ readonly object?: CustomObject } | null>(null)
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked({})}>
      {own.add}
    </Button>
  )
  return (
    <SectionFrame {...words.sections['custom-objects']} width={640} action={objects.length > 0 && add}>
      {objects.length === 0 ? (
        <Message title={own.none} picture={<IconCube size={40} stroke={1.2} />} action={add}>
          {own.noneLead}
        </Message>
      ) : (
        <ObjectSheet objects={objects} onOpen={(object) => setAsked({ object })} />
      )}
      {asked && <ObjectEditor key={asked.object?.id ?? 'new'} object={asked.object} onClose={() => setAsked(null)} />}
    </SectionFrame>
  )
}

interface ObjectSheetProps {
  readonly objects: readonly CustomObject[]
  readonly onOpen: (object: CustomObject) => void
}

function ObjectSheet({ objects, onOpen }: ObjectSheetProps) {
  const words = useSettingsWords()
  const params = route.useParams()
  const fields = useAll('custom_field')
  const reorder = useReorder('custom_object')
  const order = (ids: readonly string[]): void => {
    const items = ids.flatMap((id) => objects.find((one) => one.id === id) ?? [])
    reorder.mutate({ items, said: words.reordered })
  }
  return (
    <SortableSheet
      label={words.sections['custom-objects'].title}
      onOrder={order}
      lines={objects.map((object) => ({
        id: object.id,
        name: object.plural,
        title: object.plural,
        mark: <ObjectIcon name={object.icon} />,
        onOpen: () => onOpen(object),
        cells: (
          <AnchorLink
            size="sm"
            to="/w/$slug/settings/$section"
            params={{ ...params, section: 'custom-fields' }}
            search={{ item: object.name }}
          >
            {words.customObjects.fields(fields.filter((field) => field.object === object.name).length)}
          </AnchorLink>
        ),
      }))}
    />
  )
}
