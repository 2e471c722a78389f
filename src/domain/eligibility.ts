/** What somebody has to tick of every nominee before anything is shown (资格与保密声明): the notice's own conditions. */

export const declarationLabel = {
  isNotMilitary: '不是现役军人',
  isNotCivilServant: '不是公务员',
  isNotSeniorLeader: '不是参照公务员法管理单位的司局级以上领导',
  hasNoSecrets: '已声明材料不涉密、适合公开宣传',
} as const

export type Declaration = keyof typeof declarationLabel

export const declarations = Object.keys(declarationLabel) as readonly Declaration[]
