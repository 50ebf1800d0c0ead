import { Group, NativeSelect, SegmentedControl } from '@mantine/core'
import type { MetadataObject } from '@tendero/model/api'
import { type LayoutPlace, layoutPlaces } from '@tendero/model/layout'
import { useState } from 'react'
import { NotFoundScreen } from '../../design/page-states.tsx'
import { useCatalogue } from '../../kernel/metadata.ts'
import { Chips } from '../chips.tsx'
import { useAll, useNameOf } from '../data.ts'
import { inOrderOfUse } from '../in-order-of-use.ts'
import { useItem } from '../item.ts'
import { SectionFrame } from '../section-frame.tsx'
import { useSettingsWords } from '../words.ts'
import { LayoutEditor } from './layout-editor.tsx'

/** How pages and forms are arranged: of which object, for whom. */
export function LayoutsSection() {
  const words = useSettingsWords()
  const objects = inOrderOfUse(useCatalogue().objects)
  const layouts = useAll('layout')
  const [item, open] = useItem()
  const object = item === undefined ? objects[0] : objects.find(({ name }) => name === item)
  return (
    <SectionFrame {...words.sections.layouts}>
      <Chips
        label={words.layouts.objects}
        chosen={object?.name}
        onChoose={open}
        items={objects.map(({ name, label }) => ({
          key: name,
          label: label.many,
          count: layouts.filter((one) => one.object === name).length,
        }))}
      />
      {object ? <ObjectLayouts key={object.name} object={object} /> : <NotFoundScreen />}
    </SectionFrame>
  )
}

function ObjectLayouts({ object }: { readonly object: MetadataObject }) {
  const words = useSettingsWords().layouts
  const nameOf = useNameOf()
  const roles = useAll('role')
  const layouts = useAll('layout').filter((one) => one.object === object.name)
  const [place, setPlace] = useState<LayoutPlace>('page')
  const [role, setRole] = useState<string | null>(null)
  const here = layouts.filter((one) => one.place === place)
  const ofAll = here.find((one) => one.role === null)
  const own = here.find((one) => one.role === role)
  return (
    <>
      <Group align="flex-end" gap="md">
        <SegmentedControl
          aria-label={words.place}
          value={place}
          data={layoutPlaces.map((value) => ({ value, label: words.places[value] }))}
          onChange={(chosen) => setPlace(layoutPlaces.find((one) => one === chosen) ?? 'page')}
        />
        <NativeSelect
          label={words.role}
          value={role ?? ''}
          data={[
            { value: '', label: words.allRoles },
            ...roles.map((one) => ({
              value: one.id,
              label: here.some((layout) => layout.role === one.id) ? words.hasOwn(nameOf(one)) : nameOf(one),
            })),
          ]}
          onChange={(event) => setRole(event.currentTarget.value || null)}
        />
      </Group>
      <LayoutEditor
        key={`${place} ${role} ${own?.id} ${own?.version} ${ofAll?.version}`}
        object={object}
        place={place}
        role={role}
        own={own}
        ofAll={ofAll}
      />
    </>
  )
}
