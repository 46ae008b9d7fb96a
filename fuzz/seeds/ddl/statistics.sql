SELECT * FROM pg_catalog.pg_restore_attribute_stats('version', '180000'::integer, 'schemaname', 's', 'most_common_vals', '{a,b}'::text);
