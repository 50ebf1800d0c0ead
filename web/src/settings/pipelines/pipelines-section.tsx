import { Button, Group } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { NotFoundScreen } from '../../design/page-states.tsx'
import { Chips } from '../chips.tsx'
import { type Kept, useAll, useNameOf, useReorder } from '../data.ts'
import { useItem } from '../item.ts'
import { SectionFrame } from '../section-frame.tsx'
import { SortableSheet } from '../sortable-sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { PipelineEditor } from './pipeline-editor.tsx'
import { StageEditor } from './stage-editor.tsx'
import { useStageLine } from './stage-line.tsx'

type Pipeline = Kept<'pipeline'>

export function PipelinesSection() {
  const words = useSettingsWords()
  const nameOf = useNameOf()
  const pipelines = useAll('pipeline')
  const stages = useAll('stage')
  const [item, open] = useItem()
  const [adding, setAdding] = useState(false)
  const chosen = item === undefined ? pipelines[0] : pipelines.find(({ id }) => id === item)
  return (
    <SectionFrame
      {...words.sections.pipelines}
      action={
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          {words.pipelines.add}
        </Button>
      }
    >
      <Chips
        label={words.sections.pipelines.title}
        chosen={chosen?.id}
        onChoose={open}
        items={pipelines.map((one) => ({
          key: one.id,
          label: nameOf(one),
          count: stages.filter(({ pipeline }) => pipeline === one.id).length,
        }))}
      />
      {chosen ? <Stages key={chosen.id} pipeline={chosen} /> : item !== undefined && <NotFoundScreen />}
      {adding && <PipelineEditor position={pipelines.length} onClose={() => setAdding(false)} onMade={open} />}
    </SectionFrame>
  )
}

function Stages({ pipeline }: { readonly pipeline: Pipeline }) {
  const words = useSettingsWords()
  const nameOf = useNameOf()
  const stages = useAll('stage').filter((stage) => stage.pipeline === pipeline.id)
  const [asked, setAsked] = useState<{ readonly stage?: Kept<'stage'> } | null>(null)
  const [renaming, setRenaming] = useState(false)
  const lineOf = useStageLine((stage) => setAsked({ stage }))
  const reorder = useReorder('stage')
  const order = (ids: readonly string[]): void =>
    reorder.mutate({
      items: ids.flatMap((id) => stages.find((stage) => stage.id === id) ?? []),
      said: words.reordered,
    })
  return (
    <>
      {stages.length > 0 && (
        <SortableSheet label={words.pipelines.stages(nameOf(pipeline))} lines={stages.map(lineOf)} onOrder={order} />
      )}
      <Group gap="xs">
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked({})}>
          {words.pipelines.addStage}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => setRenaming(true)}
        >
          {words.pipelines.editPipeline(nameOf(pipeline))}
        </Button>
      </Group>
      {asked && (
        <StageEditor
          key={asked.stage?.id ?? 'new'}
          pipeline={pipeline.id}
          stage={asked.stage}
          onClose={() => setAsked(null)}
        />
      )}
      {renaming && (
        <PipelineEditor pipeline={pipeline} position={pipeline.position} onClose={() => setRenaming(false)} />
      )}
    </>
  )
}
