// What the figures of staff pages mean, what they do not say, and why one is not shown.

import { both } from '../both.ts';

export const staffFigureWords = both(
  {
    hidden: {
      few: '计入 {n} 例，不足 30 例，不作比较：偶然的起伏会大过差别。',
      few_days: '计入 {n} 例，但分布不足 5 天，没有可靠的区间，不作比较。',
      alone: '可比的只有 {n} 例，不足 30 例：其余环节没有另外 2 人以上合计办过 30 例，无从比较。',
      no_time: '计入 {n} 例，都在当即完成，没有时间可比。',
    },
    ratio: {
      title: '实际与预期之比',
      meaning:
        '同类环节全馆平均用时为 1。按本人实际办理的种类逐项折算，不同岗位之间不作比较。用时是申请停留的开放时间，不是个人操作的时间。',
      no_difference: '区间包含 1：与同类工作的平均没有可分辨的差别。',
      shorter: '区间在 1 以下：同类环节停留的时间短于平均。',
      longer: '区间在 1 以上：同类环节停留的时间长于平均。原因可在明细中查看，并可写下说明。',
      sums: '{n} 个环节，实际 {actual}，预期 {expected}。',
      left: '另有 {n} 个环节不比较，未计入。',
    },
    effort: {
      title: '工作量',
      meaning:
        '每完成一个环节，计入全馆近 90 天同类环节的中位开放时间（件数多而简单与件数少而费时可以相加）。它不是工时，也不用来排名。',
      sums: '共 {n} 个环节',
      by_week: '每周工作量（中位小时）',
      week: '周',
    },
    tasks: {
      title: '按环节',
      task: '环节',
      n: '完成',
      weight: '中位用时',
      units: '工作量',
      actual: '实际停留',
      expected: '预期停留',
      note: '不足 30 个，或没有另外 2 人以上合计办过 30 个的环节，不列预期；帮我送书从取书到交书由读者所选的时段决定，也不列。',
    },
    scans: {
      title: '扫码率',
      meaning: '用扫描枪读码 ÷ 全部扫码（手工输入条码也算有效，但计为未扫描）。',
      sums: '{good}／{of} 次扫描',
    },
    found: {
      title: '找到率',
      meaning:
        '找到 ÷（找到 + 下一位同事随后在错架或错标处找到）。书不在馆、在他人手中、读者看错的，都不计入。',
      sums: '{good}／{of} 次查找',
    },
    first: {
      title: '首轮找到率',
      meaning: '只计每件申请的第一轮查找，其余同“找到率”。',
      sums: '{good}／{of} 次首轮查找',
    },
    strip: {
      person: '本人',
      everybody: '全馆',
      one: '平均 = 1',
      shares: '本人 {value}，95% 区间 {low}至{high}；全馆 {all}',
      ratio: '{value}，95% 区间 {low}至{high}；1 为平均',
    },
    searches: {
      title: '查找的结果',
      note: '后两行从不计入任何人的找到率。',
      hits: '找到（不在架位上）',
      overlooked: '未见，下一位同事随后在错架或错标处找到',
      not_charged: '未见，此后无法断定当时在架',
      in_place: '在架上原位（读者看错）',
    },
  },
  {
    hidden: {
      few: 'Counted: {n}, fewer than 30. Not compared, because chance would outweigh any difference.',
      few_days:
        'Counted: {n}, but on fewer than 5 days. No interval can be trusted, so nothing is compared.',
      alone:
        'Comparable: {n}, fewer than 30. Of the rest, no two others ended 30 stages between them, so nothing is compared.',
      no_time: 'Counted: {n}, all ended at once: no time to compare.',
    },
    ratio: {
      title: 'Observed to expected',
      meaning:
        '1 is the mean time of the same kinds of stages over all staff, taken for the very mix of work done here; different posts are not compared. Time is how long requests stood in opening hours, not how long anybody worked.',
      no_difference:
        'The interval holds 1: no difference from the mean of the same work can be told.',
      shorter:
        'The interval lies below 1: requests stood shorter than the mean of the same stages.',
      longer:
        'The interval lies above 1: requests stood longer than the mean of the same stages. The rows show which; a remark can say why.',
      sums: 'Stages: {n}; observed {actual}, expected {expected}.',
      left: 'Not compared and left out: {n}.',
    },
    effort: {
      title: 'Effort',
      meaning:
        'Each stage ended counts as the median open time of its kind over all staff in 90 days, so that many easy and few long ones can be added up. It is no working time, and nobody is ranked by it.',
      sums: 'Stages: {n}',
      by_week: 'Effort by week (hours of medians)',
      week: 'Week',
    },
    tasks: {
      title: 'By stage',
      task: 'Stage',
      n: 'Ended',
      weight: 'Median',
      units: 'Effort',
      actual: 'Observed',
      expected: 'Expected',
      note: 'Nothing is expected of fewer than 30 stages of a kind, nor of kinds of which two others and more have not ended 30, nor of deliveries from picking to handing over, whose hour the reader has chosen.',
    },
    scans: {
      title: 'Scan compliance',
      meaning:
        'Copies read by a scanner ÷ all copies proved. A barcode typed by hand is valid and counts as not scanned.',
      sums: '{good} of {of} scans',
    },
    found: {
      title: 'Found rate',
      meaning:
        'Found ÷ (found + found by the next colleague, misshelved or wrongly labelled). Books that were not there or in other hands, and readers’ errors, are left out.',
      sums: '{good} of {of} searches',
    },
    first: {
      title: 'First-search yield',
      meaning: 'The same as the found rate, of the first search of each request only.',
      sums: '{good} of {of} first searches',
    },
    strip: {
      person: 'Here',
      everybody: 'All staff',
      one: 'Mean = 1',
      shares: '{value} here, 95% interval {low} to {high}; all staff {all}',
      ratio: '{value}, 95% interval {low} to {high}; 1 is the mean',
    },
    searches: {
      title: 'What searches came to',
      note: 'The last two lines never count in anybody’s found rate.',
      hits: 'Found, not in its place',
      overlooked: 'Not seen, then found misshelved or wrongly labelled by the next colleague',
      not_charged: 'Not seen, and nothing proves that it was there',
      in_place: 'In its place (the reader’s error)',
    },
  },
);
