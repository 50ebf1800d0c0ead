import { marker } from './unseen.ts'

/** What must not be seen, as a tool names it. */
interface Unseen {
  readonly object: string
  readonly id: string
}

const itself = ({ id }: Unseen) => ({ field: 'id', op: 'is', value: id })

/** Each tool of assistants, given what must not be seen. One that is missing here makes the matrix fail. */
export const toolCases: Readonly<Record<string, (one: Unseen) => object>> = {
  list_objects: () => ({}),
  describe_object: ({ object }) => ({ object }),
  search_records: ({ object }) => ({ query: marker, objects: [object] }),
  list_records: (one) => ({ object: one.object, filter: itself(one), count: true }),
  read_record: (one) => one,
  aggregate_records: (one) => ({
    object: one.object,
    filter: itself(one),
    measures: ['count'],
    group: ['createdAt:day'],
  }),
  read_timeline: (one) => one,
  read_forecast: () => ({}),
  read_commitments: () => ({}),
  suggest_conversion: ({ id }) => ({ id }),
  create_record: ({ object, id }) => ({ object, values: { id } }),
  update_record: (one) => ({ ...one, values: {} }),
  delete_record: (one) => one,
  restore_record: (one) => one,
  convert_lead: ({ id }) => ({ id, account: 'new', contact: 'new', opportunity: null }),
  complete_activity: ({ id }) => ({ id, outcome: 'done' }),
  confirm_plan: ({ id }) => ({ plan: id }),
}
