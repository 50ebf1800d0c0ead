import type { Stage, StageBook } from '../src/sales/stage-book.ts'

/** Two pipelines for the rules: sales (new, offer, won, lost) and service (ask, done). */
export const stages = {
  new: stage('new', 'sales', 'open', 10, 'pipeline'),
  offer: stage('offer', 'sales', 'open', 50, 'best_case', ['amount', 'closeOn']),
  won: stage('won', 'sales', 'won', 100, 'closed', ['account']),
  lost: stage('lost', 'sales', 'lost', 0, 'omitted'),
  old: { ...stage('old', 'sales', 'open', 5, 'pipeline'), inUse: false },
  ask: stage('ask', 'service', 'open', 20, 'pipeline'),
  done: stage('done', 'service', 'won', 100, 'closed'),
}

function stage(
  id: string,
  pipeline: string,
  category: Stage['category'],
  probability: number,
  forecastCategory: string,
  requiredFields: readonly string[] = [],
): Stage {
  return { id, pipeline, category, probability, forecastCategory, requiredFields, maxAge: null, inUse: true }
}

const all: readonly Stage[] = Object.values(stages)

export const book: StageBook = {
  stages: all,
  stage: (id) => all.find((one) => one.id === id),
  first: (pipeline) => all.find((one) => one.pipeline === pipeline && one.category === 'open'),
  defaultPipeline: 'sales',
}
