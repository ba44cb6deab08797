// Reports of one device as they come, the newest first, for as long as somebody looks.

import { ref, shallowRef } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { DeviceReport } from '../../../shared/desk-contract/devices.ts';
import { useDesk } from '../../desk/desk.ts';
import { useFeed } from '../../desk/use-feed.ts';

/** As many as one looks back at. */
const KEPT = 60;

export interface Reports {
  list: ShallowRef<readonly DeviceReport[]>;
  /** What comes while it is set is not shown afterwards either. */
  paused: Ref<boolean>;
  clear(): void;
}

/** Listens to a device for as long as the component stands. */
export function useReports(device: string): Reports {
  const { client } = useDesk();
  const list = shallowRef<readonly DeviceReport[]>([]);
  const paused = ref(false);
  const clear = () => void (list.value = []);
  useFeed(
    (signal) => client['devices.reports']({ device }, signal),
    (report) => {
      if (!paused.value) list.value = [report, ...list.value].slice(0, KEPT);
    },
  );
  return { list, paused, clear };
}
