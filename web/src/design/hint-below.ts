/** For fields that stand side by side: their hints go below, so that the boxes are on one line however long those are. */
export const hintBelow = { inputWrapperOrder: ['label', 'input', 'description', 'error'] } satisfies {
  inputWrapperOrder: ('label' | 'input' | 'description' | 'error')[]
}
