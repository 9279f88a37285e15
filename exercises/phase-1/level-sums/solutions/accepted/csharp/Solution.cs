using System.Collections.Generic;
using System.Linq;

public static class Solution
{
    public static long[] LevelSums(TreeNode root)
    {
        var sums = new List<long>();
        var level = new List<TreeNode>();
        if (root != null) level.Add(root);
        while (level.Count > 0)
        {
            sums.Add(level.Sum(node => (long)node.val));
            level = level.SelectMany(node => new[] { node.left, node.right })
                .Where(child => child != null)
                .ToList();
        }
        return sums.ToArray();
    }
}
