/** The symbols that Node's C++ makes for its JavaScript (src/env_properties.h). */
export function symbols(names: readonly string[]): Record<string, symbol> {
  return Object.fromEntries(names.map((name) => [name, Symbol(name)]));
}

export const privateNames = [
  'arrow_message_private_symbol',
  'contextify_context_private_symbol',
  'decorated_private_symbol',
  'transfer_mode_private_symbol',
  'host_defined_option_symbol',
  'js_transferable_wrapper_private_symbol',
  'entry_point_module_private_symbol',
  'entry_point_promise_private_symbol',
  'module_source_private_symbol',
  'module_export_names_private_symbol',
  'module_circular_visited_private_symbol',
  'module_export_private_symbol',
  'module_first_parent_private_symbol',
  'untransferable_object_private_symbol',
  'exit_info_private_symbol',
  'source_map_data_private_symbol',
];

export const isolateNames = [
  'fs_use_promises_symbol',
  'async_id_symbol',
  'constructor_key_symbol',
  'handle_onclose_symbol',
  'owner_symbol',
  'onpskexchange_symbol',
  'resource_symbol',
  'trigger_async_id_symbol',
  'vm_dynamic_import_default_internal',
  'messaging_deserialize_symbol',
  'messaging_transfer_symbol',
  'messaging_clone_symbol',
  'messaging_transfer_list_symbol',
  'handle_onclose',
  'oninit',
  'no_message_symbol',
  'imported_cjs_symbol',
  'source_text_module_default_hdo',
];
