'use client'
/** What this year's notice asks for, figure by figure, as it stands before anything is made. */
import { type ReactNode, useId } from 'react'
import {
  type CampaignRules,
  categoriesField,
  type NumberRuleName,
  numberRules,
  paperRules,
  papers,
  papersText,
  photoCountText,
} from '../../domain/campaign-rules.ts'
import { paperField, type RulesForm as Typed } from '../../domain/rules-form.ts'

interface Props {
  readonly rules: Typed
  readonly change: (rules: Typed) => void
}

const groups: readonly (readonly [string, readonly NumberRuleName[]])[] = [
  ['名额', ['perUnit', 'perCategory', 'total']],
  ['字数', ['summaryMax', 'deedsMax']],
  ['照片和视频', ['photoMin', 'photoMax', 'photoMegabytes', 'filmMinutes']],
]

export function RulesForm({ rules, change }: Props): ReactNode {
  const id = useId()
  return (
    <>
      <h3>其余规则：已按 2021 年通知填好，请与本年通知核对</h3>
      {groups.map(([legend, names]) => (
        <fieldset key={legend} className="zs-figures">
          <legend>{legend}</legend>
          {names.map((name) => (
            <Figure key={name} name={name} rules={rules} change={change} />
          ))}
        </fieldset>
      ))}
      <label className="zs-field" htmlFor={`${id}-classes`}>
        <strong>{categoriesField}</strong>
        <span className="zm-quiet">每行一类，按通知的顺序；汇总表里填 1 即第一行。</span>
      </label>
      <textarea
        id={`${id}-classes`}
        className="zs-classes"
        rows={4}
        value={rules.categories}
        onChange={(event) => change({ ...rules, categories: event.target.value })}
      />
      <fieldset className="zs-checks">
        <legend>每位人选必交的材料</legend>
        {papers.map((paper) => (
          <label key={paper}>
            <input
              type="checkbox"
              checked={rules[paperField(paper)]}
              onChange={(event) => change({ ...rules, [paperField(paper)]: event.target.checked })}
            />{' '}
            {paperRules[paper].label}
          </label>
        ))}
      </fieldset>
      <p className="zm-quiet">
        各年的活动各按各的规则检查。照片为 JPG，视频为 MP4 或 MOV、1920×1080 或 1080×1920，各年相同。
      </p>
    </>
  )
}

function Figure({ name, rules, change }: Props & { readonly name: NumberRuleName }): ReactNode {
  const rule = numberRules[name]
  return (
    <label className="zs-figure">
      {rule.label}
      <span>
        <input
          inputMode="decimal"
          value={rules[name]}
          placeholder={'isOptional' in rule ? '不限' : ''}
          onChange={(event) => change({ ...rules, [name]: event.target.value })}
        />{' '}
        {rule.unit}
      </span>
    </label>
  )
}

/** In sentences, for a last look. */
export function RulesTold({ rules }: { readonly rules: CampaignRules }): ReactNode {
  const { perUnit, perCategory, total, summaryMax, deedsMax, photoMegabytes, filmMinutes } = rules
  const quota = [
    `每个推荐单位限报 ${perUnit} 人`,
    perCategory === null ? '' : `每类 ${perCategory} 人`,
    total === null ? '' : `共 ${total} 人`,
  ]
  return (
    <ul>
      <li>名额：{quota.filter((text) => text !== '').join('，')}</li>
      <li>类别：{rules.categories.map((label, at) => `${at + 1}. ${label}`).join('；')}</li>
      <li>
        字数：事迹简介不超过 {summaryMax} 字，主要事迹不超过 {deedsMax} 字
      </li>
      <li>材料：{papersText(rules)}</li>
      <li>
        照片 {photoCountText(rules)}，每张不小于 {photoMegabytes} MB；视频每段不超过 {filmMinutes} 分钟
      </li>
    </ul>
  )
}
